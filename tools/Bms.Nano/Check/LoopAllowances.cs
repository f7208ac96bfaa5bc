using Mono.Cecil;

namespace Bms.Nano.Check;

/// <summary>
/// The methods of drivers that may allocate in the loop, because the class of the package that they wrap takes whole arrays only.
/// Each is listed, with what it costs, in the cost table.
/// </summary>
public static class LoopAllowances
{
    private static readonly string[] Allowed =
    [
        "Bms.Drivers.HmacSha256Mac::ComputeTag",
        "Bms.Drivers.M2MqttLink::Publish",
    ];

    public static bool MayAllocate(MethodDefinition method) => Allowed.Contains(method.DeclaringType.FullName + "::" + method.Name);
}
