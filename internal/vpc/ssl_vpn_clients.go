package vpc

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// SslVpnClient is somebody who is connected to the SSL server of a gateway.
type SslVpnClient struct {
	// CommonName is that of the client's certificate, Status online.
	CommonName, Status string
	// IP and Port are where the client connects from, and PrivateIP is the address of
	// the pool that it has.
	IP, Port, PrivateIP string
	// ConnectedTime is in UTC; zero when the API names none.
	ConnectedTime time.Time
	// ReceiveBytes and SendBytes count since then, as the gateway sees them.
	ReceiveBytes, SendBytes int64
}

type sslVpnClientAnswer struct {
	CommonName, Status      string
	IP                      string `json:"Ip"`
	Port                    word
	PrivateIP               string `json:"PrivateIp"`
	ConnectedTime           milliseconds
	ReceiveBytes, SendBytes integer
	Odd                     oddFields `json:"-"`
}

type describeSslVpnClientsAnswer struct {
	TotalCount     integer
	ClientInfoList []sslVpnClientAnswer
}

func (describeSslVpnClientsAnswer) needs() []string { return []string{"TotalCount", "ClientInfoList"} }

// DescribeSslVpnClients lists who is connected to the SSL server of a gateway at
// this moment. Only gateways that were built or upgraded since December 2022 can
// tell. ErrNotFound means that the gateway does not exist.
//
// https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-describesslvpnclients
func (c *Client) DescribeSslVpnClients(ctx context.Context, region, gatewayID string) ([]*SslVpnClient, error) {
	if err := VpnGatewayObject(region, gatewayID).check(); err != nil {
		return nil, err
	}
	p := params{}
	p.str("VpnGatewayId", gatewayID)
	all, err := listPages(ctx, c, "DescribeSslVpnClients", region, p, sslVpnClientKey,
		func(answer *describeSslVpnClientsAnswer) ([]*SslVpnClient, integer) {
			clients := make([]*SslVpnClient, len(answer.ClientInfoList))
			for i, a := range answer.ClientInfoList {
				clients[i] = &SslVpnClient{
					CommonName: a.CommonName, Status: strings.ToLower(a.Status), IP: a.IP, Port: string(a.Port), PrivateIP: a.PrivateIP,
					ConnectedTime: time.Time(a.ConnectedTime), ReceiveBytes: int64(a.ReceiveBytes), SendBytes: int64(a.SendBytes),
				}
			}
			return clients, answer.TotalCount
		})
	return all, vpnGatewayKind.goneError(err)
}

// sslVpnClientKey tells clients apart: one certificate may be connected twice.
func sslVpnClientKey(v *SslVpnClient) string {
	return strings.Join([]string{v.CommonName, v.IP, v.Port, v.PrivateIP, strconv.FormatInt(v.ConnectedTime.UnixMilli(), 10)}, " ")
}
