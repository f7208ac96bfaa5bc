namespace Bms.Records.Tests;

/// <summary>
/// A record of 24 cells and 8 probes that was signed independently with Python's hmac and accepted by the npm package @auth0/cose 1.0.2:
/// master key 00..1f, fleet "bms-fleet-demo", device 00010203, epoch 1.
/// </summary>
public static class WorkedExample
{
    public const string Topic = "bms/v1/3f/demo/00010203/t";

    public static byte[] Master { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static byte[] Message { get; } = Convert.FromHexString(
        "844AA2010504450001020301A05871AE000101184D02010348000000000000000004191770051A6AB13B8106020719CF8008393038091922330A1926B80B5830"
        + "0CE40CE50CE60CE70CE80CE90CEA0CEB0CEC0CED0CEE0CEF0CF00CF10CF20CF30CF40CF50CF60CF70CF80CF90CFA0CFB0C4841424344454647480D1A80010203"
        + "58200E2B0615E6C73AA053DBAF25DF58D6A11B048B7F5AE6F09B5D4B67245C5401C5");

    public static byte[] MacKey { get; } =
        KeyDerivation.MacKey(KeyDerivation.DeviceRoot(Master, "bms-fleet-demo", [0, 1, 2, 3]), 1);

    public static DeviceKey Key { get; } = new([0, 1, 2, 3], 1, "demo", MacKey);
}
