using System.Reflection;
using Bms.App;
using Bms.Boards;
using Bms.Twins;
using Xunit;

namespace Bms.Tests.Common;

/// <summary>The app's settings that name a board and correct it, as they stand in the file on its flash.</summary>
public class BoardMakerTests
{
    private readonly VirtualMachine _machine = new();

    [Theory]
    [InlineData(null, 4)]
    [InlineData("board=bench-4s", 4)]
    [InlineData("board=pack-16s", 16)]
    [InlineData("board=pack-15s", 15)]
    [InlineData("# which one\r\n  board = pack-16s\r\nboard=pack-15s \r\nshunt_ppm=-20000\r\n", 15)]
    public void The_setting_board_names_the_board(string? settings, int cells) => Assert.Equal(cells, Make(settings).Sample.Cell_mV.Count);

    [Theory]
    [InlineData("board=pack-14s", "'board' must be bench-4s, pack-16s or pack-15s")]
    [InlineData("board=", "'board' must be bench-4s, pack-16s or pack-15s")]
    [InlineData("board=PACK-16S", "'board' must be bench-4s, pack-16s or pack-15s")]
    [InlineData("board=pack-16s\nshunt_ppm=20001", "'shunt_ppm' must be -20000 to 20000")]
    [InlineData("board=pack-15s\nshunt_ppm=-20001", "'shunt_ppm' must be -20000 to 20000")]
    [InlineData("board=pack-16s\nshunt_ppm=0.1 %", "'shunt_ppm' must be -20000 to 20000")]
    [InlineData("board=pack-16s\nshunt_ppm=", "'shunt_ppm' must be -20000 to 20000")]
    [InlineData("tap1=0\ntap2=0\ntap3=0", "'tap4' is missing")]
    [InlineData("tap1=0\ntap2=6001\ntap3=0\ntap4=0", "'tap2' must be -6000 to 6000")]
    public void A_bad_value_is_one_line_with_file_name_and_what_is_allowed(string settings, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() => Make(settings));
        Assert.Equal("I:\\bms.txt: " + expected, refused.Message);
    }

    private BmsController Make(string? settings)
    {
        using IDisposable entered = VirtualMachine.Enter(_machine);
        return BoardMaker.Create(Of(settings), 1, new Bench4sPins(), new Pack16sPins(), null);
    }

    // The board reads them from its flash; lines that are already there are given to what reads them.
    private static BoardSettings? Of(string? text) => text == null ? null : (BoardSettings)Activator.CreateInstance(
        typeof(BoardSettings), BindingFlags.NonPublic | BindingFlags.Instance, null, [text.Split('\n')], null)!;
}
