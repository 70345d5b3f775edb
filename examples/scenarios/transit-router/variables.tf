variable "region" {
  type    = string
  default = "ap-southeast-1"
}

variable "transit_router_id" {
  description = "Transit router in this region."
  type        = string
}

variable "transit_router_route_table_id" {
  description = "Route table of the transit router."
  type        = string
}

variable "zone_ids" {
  description = "Zones of the region in which the transit router takes the connection."
  type        = set(string)
  default     = ["ap-southeast-1a"]
}

variable "office_addresses" {
  description = "Public addresses of the office's device, one for each tunnel."
  type        = map(string)
  default = {
    tunnel1 = "198.51.100.1"
    tunnel2 = "198.51.100.2"
  }
}

variable "office_networks" {
  description = "Networks of the office."
  type        = set(string)
  default     = ["192.168.0.0/16"]
}

variable "tunnel_bandwidth" {
  description = "Bandwidth class of the tunnels: Standard or Large. A change replaces the attachment."
  type        = string
  default     = "Standard"
}
