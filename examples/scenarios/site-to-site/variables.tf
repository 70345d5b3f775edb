variable "region" {
  type    = string
  default = "ap-southeast-1"
}

variable "bandwidth" {
  description = "Bandwidth of the gateway in Mbit/s."
  type        = number
  default     = 10
}

variable "office_address" {
  description = "Public address of the office's device."
  type        = string
  default     = "198.51.100.1"
}

variable "office_networks" {
  description = "Networks of the office, for static routes."
  type        = set(string)
  default     = ["192.168.0.0/16"]
}

variable "office_asn" {
  description = "AS number of the office's device. Without it, routes are static."
  type        = number
  default     = null
}

variable "gateway_asn" {
  description = "AS number of the gateway, with BGP."
  type        = number
  default     = 65534
}

variable "format" {
  description = "Language of the office's device: strongswan, cisco-ios, fortigate or junos."
  type        = string
  default     = "strongswan"
}

variable "store" {
  description = "Command that reads the device's configuration from standard input and keeps it in a safe place."
  type        = string
  default     = "vault kv put network/office configuration=-"
}
