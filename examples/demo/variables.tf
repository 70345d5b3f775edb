variable "endpoint" {
  description = "Address of the simulator, where `make sim` puts it unless told otherwise."
  type        = string
  default     = "http://127.0.0.1:8980"
}

variable "name" {
  description = "Name of the gateway: the one argument that the demo changes."
  type        = string
  default     = "demo"
}
