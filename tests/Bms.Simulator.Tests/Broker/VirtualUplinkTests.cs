using Bms.Simulator.Bench;
using Bms.Simulator.Broker;

namespace Bms.Simulator.Tests.Broker;

/// <summary>The firmware's own network code on the virtual clock: what connecting does to the board, and what it never does.</summary>
public class VirtualUplinkTests
{
    private readonly List<(string Kind, long Time_us)> _heard = [];

    [Fact]
    public void A_board_greets_then_tells_of_its_start_and_says_goodbye_before_an_orderly_restart()
    {
        VirtualBench bench = Listen(new BenchBuilder().Build());
        bench.Run_s(60);
        bench.Firmware.Restart();
        bench.Run_s(30);
        Assert.Equal("sb", string.Concat(_heard.Select(h => h.Kind))[..2]);
        Assert.Equal(3, _heard.Count(h => h.Kind == "s")); // online, closed, online: no will
        Assert.Equal(2, _heard.Count(h => h.Kind == "b"));
        Assert.Equal(2, bench.Firmware.Boots);
    }

    [Fact]
    public void A_board_that_vanishes_is_told_of_by_its_will()
    {
        VirtualBench bench = Listen(new BenchBuilder().Build());
        bench.Run_s(60);
        bench.Firmware.PowerOff();
        Assert.Equal(2, _heard.Count(h => h.Kind == "s"));
        Assert.Equal("s", _heard[^1].Kind);
        bench.Run_s(10);
        Assert.Equal("s", _heard[^1].Kind);
    }

    [Fact]
    public void A_handshake_stalls_the_runtime_once_and_only_while_both_switches_are_open()
    {
        VirtualBench bench = new BenchBuilder().With(o => o with { ConnectsSecurely = true }).Build();
        bench.Run_s(20);
        Assert.True(bench.Uplink.IsConnected);
        Assert.InRange(bench.Firmware.LongestStep_us, ConnectConditions.Handshake_us, ConnectConditions.Handshake_us + 100_000);
        bench.Firmware.Controller!.Ask(Request.Discharge);
        bench.Run_s(10);
        Assert.Equal(Mode.Discharge, bench.Firmware.Controller.State.Mode);
        bench.Broker.Online = false;
        bench.Run_s(1);
        bench.Broker.Online = true;
        bench.Run_s(300);
        Assert.Equal(1, bench.Uplink.Keeper!.Attempts);
        Assert.True(bench.Uplink.Keeper.IsHeld);
        Assert.Equal(Mode.Discharge, bench.Firmware.Controller.State.Mode);
        bench.Firmware.Controller.Ask(Request.Standby);
        bench.Run_s(10);
        Assert.True(bench.Uplink.IsConnected);
    }

    [Fact]
    public void Without_TLS_a_silent_broker_keeps_the_network_thread_waiting_and_the_loop_running()
    {
        VirtualBench bench = new BenchBuilder().Build();
        bench.Connecting.Silence_us = 60_000_000;
        bench.Run_s(29);
        Assert.Equal(1, bench.Uplink.Keeper!.Attempts);
        Assert.InRange(bench.Firmware.LongestStep_us, 1, VirtualBench.Period_us);
        bench.Connecting.Silence_us = 0;
        bench.Run_s(20);
        Assert.True(bench.Uplink.IsConnected);
    }

    [Fact]
    public void Each_run_of_a_seed_connects_at_the_same_instants()
    {
        Assert.Equal(Instants(3), Instants(3));
        Assert.NotEqual(Instants(3), Instants(4));
    }

    private VirtualBench Listen(VirtualBench bench)
    {
        bench.Broker.Subscribe("bms/v1/#", (topic, _, time_us) => _heard.Add((topic[^1..], time_us)));
        return bench;
    }

    private List<(string Kind, long Time_us)> Instants(ulong seed)
    {
        _heard.Clear();
        VirtualBench bench = Listen(new BenchBuilder().Seed(seed).Build());
        bench.Run_s(60);
        return [.. _heard];
    }
}
