variable "region" {
  type    = string
  default = "ap-southeast-1"
}

variable "bandwidth" {
  description = "Bandwidth of the gateway in Mbit/s."
  type        = number
  default     = 10
}

variable "people" {
  description = "Who dials in, each with a number. Raise it to replace the person's certificate."
  type        = map(number)
  default = {
    anna = 1
    bert = 1
  }
}

variable "mount" {
  description = "Mount of the secret store's key-value engine, version 2."
  type        = string
  default     = "people"
}
