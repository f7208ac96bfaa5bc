using System.Buffers.Binary;
using Bms.Anomaly;
using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

/// <summary>Recordings of alarms of every fault family of the benchmark that raises one within some hours.</summary>
public sealed class RingLives
{
    public RingLives()
    {
        foreach (IGrouping<string, EpisodeFault> family in EpisodeFaults.All.GroupBy(f => f.Family))
        {
            if (Live(family.Last()) is { } ring)
            {
                Rings[family.Key] = ring;
            }
        }
    }

    /// <summary>A recording for each family.</summary>
    public Dictionary<string, byte[]> Rings { get; } = [];

    // Healthy for an hour, then with the fault until an alarm stops the ring.
    private static byte[]? Live(EpisodeFault fault)
    {
        var setup = new EpisodeSetup("nmc", 8, EpisodeBoard.Pack16s, 22, 0.7, 0.9);
        var pack = new EpisodePack(setup, 11);
        var player = new RecordingPlayer(setup.Cells, 4, RecordedChemistry.Ocv_mV(setup.Chemistry), pack.Capacity_Ah);
        var ring = new AlarmRing(player.Detector);
        double start_s = 0;
        bool quick = fault.Period_s < 10;
        for (int row = 0; row < (quick ? 1500 : 2500) && ring.Alarm == 0; row++)
        {
            bool faulty = row >= 360;
            start_s = row == 360 ? pack.Time_s : start_s;
            if (faulty)
            {
                pack.OnsetRow ??= pack.Look();
                fault.Live?.Invoke(pack, 2, pack.Time_s - start_s);
            }

            pack.Advance(faulty ? fault.Period_s : 10, live: fault.Family is not ("external_short" or "over_discharge"));
            RecordedRow seen = pack.Look();
            seen = faulty ? fault.Spoil?.Invoke(seen, pack, 2, pack.Time_s - start_s) ?? seen : seen;
            _ = player.Play(seen).Count();
            ring.Step(player.Sample);
        }

        return ring.Alarm == 0 ? null : Take(ring);
    }

    internal static byte[] Take(AlarmRing ring)
    {
        var bytes = new List<byte>();
        byte[] piece = new byte[112];
        for (int count = ring.Take(piece); count > 0; count = ring.Take(piece))
        {
            bytes.AddRange(piece[..count]);
        }

        return [.. bytes];
    }
}

public class RingReplayTests(RingLives lives) : IClassFixture<RingLives>
{
    [Fact]
    public void Alarms_of_most_families_come_out_with_the_same_bits()
    {
        Assert.InRange(lives.Rings.Count, 10, 40);
        foreach ((string family, byte[] ring) in lives.Rings)
        {
            RingReplay replay = RingReplay.Play(RingFile.Read(family, ring));
            Assert.True(replay.Holds && replay.Fits, family);
        }
    }

    [Fact]
    public void A_single_flipped_bit_is_found_by_the_checksum()
    {
        Random random = new(1);
        byte[] ring = lives.Rings.Values.First();
        for (int i = 0; i < 300; i++)
        {
            byte[] copy = [.. ring];
            copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<BadInputException>(() => RingFile.Read("a", copy));
        }
    }

    /// <summary>Who mends the checksum too still cannot change what was measured: the statistics come out differently.</summary>
    [Fact]
    public void A_changed_measurement_under_a_mended_checksum_is_found_by_the_statistics()
    {
        int found = 0;
        int tried = 0;
        foreach (byte[] ring in lives.Rings.Values)
        {
            RingFile file = RingFile.Read("a", ring);
            int frames = 2 * file.Store.Width * file.Frames;
            int lastCells = ring.Length - AlarmRing.Digests - (2 * file.Store.Width) + 14;
            byte[] copy = [.. ring];
            copy[lastCells + 1] ^= 8;
            Mend(copy);
            tried++;
            found += RingReplay.Play(RingFile.Read("a", copy)).Holds ? 0 : 1;
            Assert.InRange(frames, 100, 10_000);
        }

        Assert.Equal(tried, found);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "allowed is an alarm's recording")]
    [InlineData(new byte[0], "allowed is an alarm's recording")]
    public void What_is_no_recording_is_one_line(byte[] bytes, string line) =>
        Assert.Contains(line, Assert.Throws<BadInputException>(() => RingFile.Read("x.ring", bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_recording_that_was_cut_or_of_another_firmware_says_so()
    {
        byte[] ring = lives.Rings.Values.First();
        Assert.Throws<BadInputException>(() => RingFile.Read("x", ring[..^1]));
        byte[] other = [.. ring];
        other[31] ^= 1;
        Mend(other);
        string line = Assert.Throws<BadInputException>(() => RingFile.Read("x", other)).Message;
        Assert.Contains("replay it with the firmware that recorded it", line, StringComparison.Ordinal);
    }

    private static void Mend(byte[] ring)
    {
        int hash = Fnv.Start;
        foreach (byte value in ring.AsSpan(0, ring.Length - 4))
        {
            hash = Fnv.Add(hash, value);
        }

        BinaryPrimitives.WriteInt32BigEndian(ring.AsSpan(ring.Length - 4), hash);
    }

    /// <summary>A minute of a healthy pack that somebody asked for: no alarm comes out, every statistic does.</summary>
    [Fact]
    public void What_was_asked_for_comes_out_with_the_same_bits()
    {
        var setup = new EpisodeSetup("nmc", 8, EpisodeBoard.Pack16s, 22, 0.7, 0.9);
        var pack = new EpisodePack(setup, 12);
        var player = new RecordingPlayer(setup.Cells, 4, RecordedChemistry.Ocv_mV(setup.Chemistry), pack.Capacity_Ah);
        var ring = new AlarmRing(player.Detector);
        for (int row = 0; row < 500; row++)
        {
            pack.Advance(10);
            _ = player.Play(pack.Look()).Count();
            ring.Step(player.Sample);
        }

        ring.Ask();
        byte[] bytes = RingLives.Take(ring);
        RingReplay replay = RingReplay.Play(RingFile.Read("request", bytes));
        Assert.True(replay.IsQuiet);
        Assert.Null(replay.Alarm);
        Assert.True(replay.Holds);
    }
}
