using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Four taps of cells of 3.7 V and 25 mohm; a code is 500 uV at every tap.</summary>
public class TapWatchTests
{
    private readonly TapWatch _watch = new(4);
    private readonly long[] _cell_uV = [3_700_000, 3_700_000, 3_700_000, 3_700_000];
    private readonly int[] _code = new int[4];
    private readonly long[] _tap_uV = new long[5];
    private readonly Quality[] _quality = new Quality[5];
    private int _frozen = -1;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_tap_that_stands_through_a_step_of_the_load_is_found_at_the_third_scan(int tap)
    {
        Scan(10);
        _frozen = tap;
        Scan(50);
        Assert.Equal(Quality.Good, _quality[tap + 1]);
        Load(-0.5);
        Scan(2);
        Assert.Equal(Quality.Good, _quality[tap + 1]);
        Scan(1);
        Assert.Equal(Enumerable.Range(1, 4).Select(t => t == tap + 1 ? Quality.Frozen : Quality.Good), _quality[1..]);
        Load(0.5);
        Scan(20);
        Assert.Equal(Quality.Frozen, _quality[tap + 1]);
        _frozen = -1;
        _cell_uV[0] += 3000;
        Scan(1);
        Assert.Equal(Quality.Good, _quality[tap + 1]);
    }

    [Fact]
    public void Codes_that_stand_while_nothing_moves_are_healthy_however_long()
    {
        Scan(100_000);
        Assert.All(_quality[1..], q => Assert.Equal(Quality.Good, q));
    }

    /// <summary>A cell that breaks down moves every tap above it and none below.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_cell_that_breaks_down_alone_is_no_frozen_tap(int cell)
    {
        Scan(10);
        for (int i = 0; i < 40; i++)
        {
            _cell_uV[cell] -= 90_000;
            Scan(3);
            Assert.All(_quality[1..], q => Assert.Equal(Quality.Good, q));
        }
    }

    /// <summary>One tap that lies does not make liars of the three that stand still.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_single_tap_that_jumps_is_no_proof_against_the_others(int tap)
    {
        Scan(10);
        for (int i = 0; i < 20; i++)
        {
            Scan(1, lie: tap);
            Assert.All(_quality[1..], q => Assert.Equal(Quality.Good, q));
        }
    }

    /// <summary>At the end of a charge the charger holds the topmost tap while the cells below exchange some millivolts.</summary>
    [Fact]
    public void A_tap_that_the_charger_holds_while_the_others_creep_is_healthy()
    {
        Scan(10);
        for (int i = 0; i < 5_000; i++)
        {
            _cell_uV[0] += 20;
            _cell_uV[1] += 20;
            _cell_uV[2] += 20;
            _cell_uV[3] -= 60;
            Scan(1);
            Assert.Equal(Quality.Good, _quality[4]);
        }
    }

    [Fact]
    public void A_step_between_two_taps_of_one_scan_is_no_frozen_tap()
    {
        Scan(10);
        for (int i = 0; i < 20; i++)
        {
            long[] before_uV = Taps();
            Load(i % 2 == 0 ? -5 : 5);
            long[] after_uV = Taps();
            Judge([before_uV[0], before_uV[1], after_uV[2], after_uV[3]]);
            Assert.All(_quality[1..], q => Assert.Equal(Quality.Good, q));
            for (int scan = 0; scan < 10; scan++)
            {
                Judge(after_uV);
                Assert.All(_quality[1..], q => Assert.Equal(Quality.Good, q));
            }
        }
    }

    private void Load(double step_A)
    {
        for (int cell = 0; cell < 4; cell++)
        {
            _cell_uV[cell] += (long)(step_A * 25_000);
        }
    }

    private long[] Taps() => [_cell_uV[0], _cell_uV[..2].Sum(), _cell_uV[..3].Sum(), _cell_uV.Sum()];

    private void Scan(int times, int lie = -1)
    {
        for (int i = 0; i < times; i++)
        {
            long[] tap_uV = Taps();
            if (lie >= 0)
            {
                tap_uV[lie] += 200_000;
            }

            Judge(tap_uV);
        }
    }

    private void Judge(long[] tap_uV)
    {
        for (int tap = 0; tap < 4; tap++)
        {
            _code[tap] = tap == _frozen ? _code[tap] : (int)(tap_uV[tap] / 500);
            _tap_uV[tap + 1] = _code[tap] * 500L;
            _quality[tap + 1] = Quality.Good;
        }

        _watch.Judge(_code, _tap_uV, _quality);
    }
}
