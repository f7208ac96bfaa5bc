using System.Numerics;
using Bms.Simulator.Faults;
using Bms.Twins;

namespace Bms.Simulator.Tests.Faults;

public class BusFaultsTests
{
    private readonly BusFaults _faults = new(seed: 4);

    [Fact]
    public void Hits_only_the_address_that_it_names_and_only_until_it_is_removed()
    {
        Action remove = _faults.Add(new BusFault(0x40, 1, I2cVerdict.Timeout, 1_000_000));
        Assert.Equal(I2cVerdict.Pass, _faults.OnTransfer(0x41, read: false, 2, out long other_us));
        Assert.Equal(I2cVerdict.Timeout, _faults.OnTransfer(0x40, read: true, 2, out long hit_us));
        Assert.Equal((0L, 1_000_000L), (other_us, hit_us));
        remove();
        Assert.Equal(I2cVerdict.Pass, _faults.OnTransfer(0x40, read: true, 2, out _));
    }

    [Fact]
    public void Hits_about_the_share_that_it_is_given()
    {
        _faults.Add(new BusFault(null, 0.25, I2cVerdict.AddressNack, 0));
        int hits = Enumerable.Range(0, 10_000).Count(_ => _faults.OnTransfer(0x18, read: true, 2, out long _) == I2cVerdict.AddressNack);

        // Six standard deviations of a binomial count.
        Assert.InRange(hits, 2500 - 260, 2500 + 260);
    }

    [Fact]
    public void Flips_exactly_one_bit_and_each_of_them_sooner_or_later()
    {
        _faults.Add(new BusFault(null, 1, I2cVerdict.Pass, 0));
        var seen = new HashSet<int>();
        for (int i = 0; i < 500; i++)
        {
            byte[] data = [0x5A, 0xC3];
            _faults.OnReadData(0x40, data);
            int flipped = ((data[0] ^ 0x5A) << 8) | (data[1] ^ 0xC3);
            Assert.Equal(1, BitOperations.PopCount((uint)flipped));
            seen.Add(flipped);
        }

        Assert.Equal(16, seen.Count);
        Assert.Equal(I2cVerdict.Pass, _faults.OnTransfer(0x40, read: true, 2, out _));
    }

    [Fact]
    public void The_same_seed_hits_the_same_transfers()
    {
        var again = new BusFaults(seed: 4);
        var other = new BusFaults(seed: 5);
        foreach (BusFaults faults in new[] { _faults, again, other })
        {
            faults.Add(new BusFault(null, 0.5, I2cVerdict.AddressNack, 0));
        }

        I2cVerdict[] Draw(BusFaults faults) => [.. Enumerable.Range(0, 64).Select(_ => faults.OnTransfer(1, true, 1, out long _))];
        I2cVerdict[] first = Draw(_faults);
        Assert.Equal(first, Draw(again));
        Assert.NotEqual(first, Draw(other));
    }
}
