variable "vpc_id" {
  description = "VPC on Alibaba Cloud."
  type        = string
}

variable "vswitch_ids" {
  description = "Two vSwitches of that VPC, in different zones."
  type        = list(string)

  validation {
    condition     = length(var.vswitch_ids) == 2
    error_message = "Give two vSwitches."
  }
}

variable "aws_vpc_id" {
  description = "VPC on AWS."
  type        = string
}
