using Bms.Boards;
using Bms.Storage;
using Bms.Tests.Storage;
using Xunit;

namespace Bms.Tests.Boards;

public class CalibrationTests
{
    private readonly TornStore _store = new(4, PackMemory.RecordSize);

    [Fact]
    public void What_is_given_now_counts_before_what_is_remembered()
    {
        Remember(1, 2, 3, 4);
        int[] given_ppm = [5, 6, 7, 8];
        Assert.Same(given_ppm, Calibration.Of(given_ppm, _store, 4));
    }

    [Fact]
    public void What_is_remembered_counts_when_nothing_is_given()
    {
        Remember(-5100, 0, 42, 6000, 9);
        Assert.Equal([-5100, 0, 42, 6000], Calibration.Of(null, _store, 4)!);
    }

    [Fact]
    public void A_board_that_never_was_calibrated_has_none()
    {
        Assert.Null(Calibration.Of(null, null, 4));
        Assert.Null(Calibration.Of(null, new TornStore(2, 24), 4));
        Assert.Null(Calibration.Of(null, _store, 4));
        Remember(0, 0, 0, 0);
        Assert.Null(Calibration.Of(null, _store, 4));
    }

    private void Remember(params int[] ppm)
    {
        PackMemory memory = new(_store);
        ppm.CopyTo(memory.Calibration_ppm, 0);
        Assert.True(memory.TrySave());
    }
}
