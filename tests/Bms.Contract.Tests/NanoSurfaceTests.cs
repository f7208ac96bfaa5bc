using Bms.Nano.Surface;
using Xunit;

namespace Bms.Contract.Tests;

public class NanoSurfaceTests
{
    /// <summary>What the library may need on a board. The network and the file system belong to the apps.</summary>
    private static readonly HashSet<string> Allowed =
    [
        "mscorlib", "System.Math", "System.Device.I2c", "System.Device.Gpio", "Iot.Device.Ina219", "UnitsNet.ElectricCurrent",
        "UnitsNet.ElectricPotential", "UnitsNet.Power", "nanoFramework.M2Mqtt.Core", "nanoFramework.System.Security.Cryptography",
    ];

    [Fact]
    public void The_firmware_has_nothing_that_the_board_cannot_do()
    {
        using AssemblySurface firmware = Files.OpenFirmware();
        Assert.Empty(new SurfaceReader(firmware, Allowed).Findings());
        Assert.InRange(firmware.Reader.MethodDefinitions.Count, 100, 100_000); // the reader had something to read
    }

    [Theory]
    [InlineData("Bms.Contract.Planted.GenericType`1: generic type")]
    [InlineData("Bms.Contract.Planted.GenericMethod.Same: generic method")]
    [InlineData("Bms.Contract.Planted.GenericUse.Read: generic Bms.Contract.Planted.GenericType`1{System.Int32} in signature")]
    [InlineData("use: generic method called")]
    [InlineData("Bms.Contract.Planted.TableField: array of several dimensions in field")]
    [InlineData("use: array of several dimensions in type")]
    [InlineData("Bms.Contract.Planted.DoubleField: double in field")]
    [InlineData("Bms.Contract.Planted.DoubleParameter.Take: double in signature")]
    [InlineData("Bms.Contract.Planted.DoubleResult.Give: double in signature")]
    [InlineData("Bms.Contract.Planted.DoubleConstant.Scale: ldc.r8")]
    [InlineData("Bms.Contract.Planted.DoubleConversion.IsHalf: conv.r8")]
    [InlineData("call of System.DateTime.AddSeconds: double")]
    [InlineData("reference to System.Threading")]
    public void Each_planted_violation_is_found(string finding)
    {
        using AssemblySurface planted = Files.Open("planted", "Bms.Contract.Planted");
        Assert.Contains(finding, new SurfaceReader(planted, Allowed).Findings());
    }

    [Fact]
    public void The_planted_class_without_a_violation_is_left_alone()
    {
        using AssemblySurface planted = Files.Open("planted", "Bms.Contract.Planted");
        Assert.DoesNotContain(new SurfaceReader(planted, Allowed).Findings(), f => f.Contains("Clean", StringComparison.Ordinal));
    }
}
