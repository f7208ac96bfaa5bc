using Bms.World.Numerics;
using Bms.World.SecondLevel;
using Xunit;

namespace Bms.World.Tests.SecondLevel;

/// <summary>Against the time windows of ISO 8820-3 for blade fuses (type C), in seconds at a multiple of the rated current.</summary>
public class FuseTests
{
    public static TheoryData<double, double, double> Windows() => new()
    {
        { 1.35, 0.75, 600 }, { 1.60, 0.25, 50 }, { 2.0, 0.15, 5 }, { 3.5, 0.04, 0.5 }, { 6.0, 0.02, 0.1 },
    };

    [Theory, MemberData(nameof(Windows))]
    public void A_cold_fuse_of_any_make_melts_within_the_window_of_its_class(double multiple, double least_s, double most_s)
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Fuse fuse = new(FuseSpec.Blade10A, new SeededRandom(seed, "fuse"));
            Assert.InRange(fuse.Left_s(10 * multiple), least_s, most_s);
        }
    }

    [Fact]
    public void A_tenth_above_its_rating_is_carried_for_ever()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            Assert.Equal(double.PositiveInfinity, new Fuse(FuseSpec.Blade10A, new SeededRandom(seed, "fuse")).Left_s(11));
        }
    }

    [Fact]
    public void It_melts_when_it_has_said_and_however_the_time_is_cut_into_pieces()
    {
        Fuse whole = new(FuseSpec.Blade10A, null), pieces = new(FuseSpec.Blade10A, null);
        double left_s = whole.Left_s(25);

        whole.Carry(25, left_s * 0.999);
        for (int i = 0; i < 999; i++) pieces.Carry(-25, left_s * 0.001);

        Assert.Equal(left_s * 0.001, whole.Left_s(25), 1e-9);
        Assert.Equal(whole.Left_s(25), pieces.Left_s(25), 1e-9);
    }

    [Fact]
    public void A_warm_fuse_melts_sooner_and_rest_cools_it()
    {
        Fuse fuse = new(FuseSpec.Blade10A, null);
        double cold_s = fuse.Left_s(20);

        fuse.Carry(10, 60);
        Assert.True(fuse.Left_s(20) < cold_s);

        fuse.Carry(0, 60);
        Assert.Equal(cold_s, fuse.Left_s(20), 1e-6);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_worn_fuse_melts_as_a_sound_one_would_of_the_current_over_its_strength(double strength)
    {
        Fuse worn = new(FuseSpec.Blade10A, null) { Strength = strength };
        Fuse sound = new(FuseSpec.Blade10A, null);
        Assert.Equal(sound.Left_s(20.0), worn.Left_s(20.0 * strength), 9);
        worn.Carry(15.0 * strength, 1.0);
        sound.Carry(15.0, 1.0);
        Assert.Equal(sound.Left_s(20.0), worn.Left_s(20.0 * strength), 9);
    }

    [Fact]
    public void A_short_circuit_takes_the_melting_integral()
    {
        Fuse fuse = new(FuseSpec.Blade10A, null);
        Assert.Equal(150.0 / (500.0 * 500.0), fuse.Left_s(500), 1e-6);
    }
}
