using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class CrcReadTests
{
    [Fact]
    public void Each_byte_has_its_crc_on_the_wire()
    {
        var bench = new DriverBench();
        var chip = new CrcChip();
        CrcPort port = bench.AttachCrc(0x08, chip);
        Assert.True(port.TryRead(new CrcRead(0x14, 32)));
        Assert.Equal(1 + 64, bench.Bus.Bytes);
    }
}
