variable "endpoint" {
  description = "Address of the simulator that `make sim` starts."
  type        = string
  default     = "http://127.0.0.1:8980"
}

variable "name" {
  description = "Name of the gateway. The demo changes it."
  type        = string
  default     = "demo"
}
