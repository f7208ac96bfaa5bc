using Bms.Measurement;
using Xunit;

namespace Bms.Tests.Measurement;

public class FrozenProbesTests
{
    private readonly FrozenProbes _watch = new(4);
    private readonly Signal _probes = new(4);
    private long _now_ms;

    [Fact]
    public void A_pack_that_rests_is_healthy_for_ever()
    {
        for (int i = 0; i < 10_000; i++)
        {
            Assert.False(See(250, 250));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_probe_that_stands_while_the_others_move_by_3_K_is_frozen(int direction)
    {
        Assert.False(See(250, 250));
        Assert.False(See(250, 250 + (29 * direction)));
        Assert.True(See(250, 250 + (30 * direction)));
        Assert.True(See(250, 250 + (80 * direction)));
    }

    [Fact]
    public void A_tenth_of_a_degree_is_a_sign_of_life()
    {
        Assert.False(See(250, 250));
        Assert.False(See(251, 275));
        Assert.False(See(251, 304));
        Assert.True(See(251, 305));
        Assert.False(See(252, 330));
    }

    [Fact]
    public void The_only_good_probe_has_nothing_to_be_compared_with()
    {
        FrozenProbes single = new(1);
        Signal probe = new(1);
        probe.Accept(0, 250, 0);
        Assert.False(single.IsFrozen(0, 250, probe));
        Assert.False(single.IsFrozen(0, 250, probe));
    }

    [Fact]
    public void Unusable_neighbours_do_not_count()
    {
        Assert.False(See(250, 250));
        for (int i = 1; i < 4; i++)
        {
            _probes.Accept(i, 400, ++_now_ms);
            _probes.Reject(i, Quality.BusError);
        }

        Assert.False(_watch.IsFrozen(0, 250, _probes));
    }

    [Fact]
    public void One_cell_that_heats_alone_accuses_nobody()
    {
        Assert.False(See(250, 250));
        _probes.Accept(3, 700, ++_now_ms);
        Assert.False(_watch.IsFrozen(0, 250, _probes));
        _probes.Accept(2, 280, ++_now_ms);
        Assert.True(_watch.IsFrozen(0, 250, _probes));
    }

    [Fact]
    public void A_neighbour_that_is_lost_moves_nothing()
    {
        _probes.Accept(1, 200, ++_now_ms);
        _probes.Accept(2, 250, ++_now_ms);
        _probes.Accept(3, 300, ++_now_ms);
        Assert.False(_watch.IsFrozen(0, 250, _probes));
        _probes.Reject(3, Quality.BusError);
        _probes.Reject(2, Quality.BusError);
        Assert.False(_watch.IsFrozen(0, 250, _probes));
    }

    private bool See(int own_ddegC, int others_ddegC)
    {
        for (int i = 1; i < 4; i++)
        {
            _probes.Accept(i, others_ddegC, ++_now_ms);
        }

        return _watch.IsFrozen(0, own_ddegC, _probes);
    }
}
