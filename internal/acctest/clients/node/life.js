// Drives a gateway from the order to its end with one of the vendor's SDKs for
// Node.js, and prints what it has seen as JSON.
//
//   node life.js v1|v3 http://HOST:PORT KEY-ID SECRET < settings.json
const fs = require("fs");

const [signature, endpoint, key, secret] = process.argv.slice(2);
const settings = JSON.parse(fs.readFileSync(0, "utf8"));

// A client calls an action with parameters as the API spells them, and returns
// the answer with the API's spelling, or throws an error that has a code.
function popCore() {
  const { RPCClient } = require("@alicloud/pop-core");
  const of = (apiVersion) => new RPCClient({ accessKeyId: key, accessKeySecret: secret, endpoint, apiVersion });
  const vpc = of("2016-04-28");
  return {
    account: async () => (await of("2015-04-01").request("GetCallerIdentity", {}, { method: "POST" })).AccountId,
    call: (action, params) => {
      const method = action === "DescribeVpnGatewayAvailableZones" ? "GET" : "POST";
      return vpc.request(action, { RegionId: settings.region, ...params }, { method });
    },
  };
}

function typed() {
  const { default: Client, ...models } = require("@alicloud/vpc20160428");
  const { $OpenApiUtil, default: General } = require("@alicloud/openapi-core");
  const config = new $OpenApiUtil.Config({
    accessKeyId: key, accessKeySecret: secret, endpoint: new URL(endpoint).host, protocol: "HTTP", regionId: settings.region,
  });
  const vpc = new Client(config);
  const first = (text, change) => change(text[0]) + text.slice(1);
  // The SDK's names begin in lower case, and those of nested lists have classes of their own.
  const lower = (value) => {
    if (Array.isArray(value)) return value.map(lower);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, v]) => [first(name, (c) => c.toLowerCase()), lower(v)]));
  };
  return {
    account: async () => {
      const { RuntimeOptions } = require("@alicloud/tea-typescript") || {};
      const answer = await new General(config).callApi(
        new $OpenApiUtil.Params({
          action: "GetCallerIdentity", version: "2015-04-01", protocol: "HTTP", method: "POST", pathname: "/",
          authType: "AK", style: "RPC", reqBodyType: "formData", bodyType: "json",
        }),
        new $OpenApiUtil.OpenApiRequest({}),
        {},
      );
      return answer.body.AccountId;
    },
    call: async (action, params) => {
      const fields = lower({ RegionId: settings.region, ...params });
      if (fields.tag) fields.tag = fields.tag.map((t) => new models[action + "RequestTag"](t));
      const answer = await vpc[first(action, (c) => c.toLowerCase())](new models[action + "Request"](fields));
      return answer.body.toMap();
    },
  };
}

async function life(client) {
  const saw = { account: await client.account() };
  saw.zones = (await client.call("DescribeVpnGatewayAvailableZones", { Spec: "10M" })).AvailableZoneIdList.map((z) => z.ZoneId);
  const made = await client.call("CreateVpnGateway", {
    VpcId: settings.vpc, VSwitchId: settings.vSwitches[0], DisasterRecoveryVSwitchId: settings.vSwitches[1], Name: "first",
    Bandwidth: 10, InstanceChargeType: "POSTPAY", EnableSsl: true, SslConnections: 5, ClientToken: "node-" + signature,
  });
  const VpnGatewayId = made.VpnGatewayId;
  saw.order = made.OrderId;
  const tagged = { ResourceType: "VPNGATEWAY", ResourceId: [VpnGatewayId] };
  await client.call("ModifyVpnGatewayAttribute", { VpnGatewayId, Name: "second", Description: "a gateway" });
  await client.call("TagResources", { ...tagged, Tag: [{ Key: "team", Value: "network & 网络" }] });
  saw.listedTags = (await client.call("ListTagResources", tagged)).TagResources.TagResource.map((t) => [t.TagKey, t.TagValue]);
  await client.call("MoveVpnResourceGroup", {
    ResourceType: "VpnGateWay", InstanceId: VpnGatewayId, NewResourceGroupId: settings.group,
  });
  const g = await client.call("DescribeVpnGateway", { VpnGatewayId });
  saw.gateway = [g.Name, g.Description, g.Status, g.Spec, g.ChargeType, g.DisasterRecoveryVSwitchId, g.ResourceGroupId, g.SslMaxConnections];
  const list = await client.call("DescribeVpnGateways", { VpcId: settings.vpc, PageSize: 50 });
  saw.listed = list.VpnGateways.VpnGateway.map((one) => one.VpnGatewayId === VpnGatewayId);
  await client.call("UnTagResources", { ...tagged, TagKey: ["team"] });
  await client.call("DeleteVpnGateway", { VpnGatewayId });
  saw.gone = await client.call("DescribeVpnGateway", { VpnGatewayId }).then(() => "found", (error) => error.code);
  saw.goneTag = await client.call("TagResources", { ...tagged, Tag: [{ Key: "a", Value: "b" }] }).then(() => "tagged", (error) => error.code);
  return saw;
}

life(signature === "v1" ? popCore() : typed()).then(
  (saw) => console.log(JSON.stringify(saw)),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
