using Bms.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>
/// An adversary drops, repeats, reorders and damages a device's records over several boots; a naive model foretells every verdict.
/// </summary>
public class DeviceVerifierModelTests
{
    private const int Window = 64;

    private static readonly Sent[] Records = Record(boots: 4, each: 150);

    private static readonly TestDevice Device = new();

    // A step is a jump from the last record delivered (mostly near, sometimes far), or damage to it.
    [Fact]
    public void Every_verdict_is_the_one_that_a_naive_model_foretells()
    {
        Gen<int> jump = Gen.Frequency(
            (6, Gen.Constant(1)), (4, Gen.Choose(-6, 6)), (2, Gen.Choose(-80, 80)), (1, Gen.Choose(-500, 500)));
        Gen<(int Jump, int Damage)> step =
            from j in jump
            from d in Gen.Frequency((9, Gen.Constant(-1)), (1, Gen.Choose(0, 1000)))
            select (j, d);
        Always.Holds(Gen.ArrayOf(step, 200), steps => Assert.True(Agrees(steps)), 100);
    }

    private static bool Agrees((int Jump, int Damage)[] steps)
    {
        DeviceVerifier verifier = new(Device.Key);
        Model model = new();
        int at = 0;
        foreach ((int jump, int damage) in steps)
        {
            at = Math.Clamp(at + jump, 0, Records.Length - 1);
            Sent sent = Records[at];
            if (damage >= 0)
            {
                byte[] damaged = [.. sent.Message];
                damaged[damage % damaged.Length] ^= (byte)(1 << (damage % 8));
                if (verifier.Verify(sent.Topic, damaged, out _).IsAuthentic())
                {
                    return false;
                }

                continue;
            }

            if (verifier.Verify(sent.Topic, sent.Message, out _) != model.Judge(sent.Boot, sent.Sequence)
                || verifier.Missing != model.Missing)
            {
                return false;
            }
        }

        return true;
    }

    private static Sent[] Record(int boots, int each)
    {
        TestDevice device = new();
        List<Sent> sent = [];
        for (int boot = 1; boot <= boots; boot++)
        {
            device.Reboot(boot * boot);
            for (int i = 0; i < each; i++)
            {
                sent.Add(device.Live());
            }
        }

        return [.. sent];
    }

    /// <summary>Remembers every record ever accepted: nothing clever that could be wrong in the same way.</summary>
    private sealed class Model
    {
        private readonly SortedDictionary<int, HashSet<int>> _accepted = [];

        public long Missing => _accepted.Values.Sum(boot => (long)boot.Max() - boot.Count);

        public RecordVerdict Judge(int boot, int sequence)
        {
            int newest = _accepted.Count > 0 ? _accepted.Keys.Last() : 0;
            int second = _accepted.Count > 1 ? _accepted.Keys.SkipLast(1).Last() : 0;
            if (boot < newest && boot != second)
            {
                return RecordVerdict.OldBoot;
            }

            HashSet<int> seen = _accepted.TryGetValue(boot, out HashSet<int>? known) ? known : [];
            int highest = seen.Count > 0 ? seen.Max() : 0;
            if (sequence <= highest - Window)
            {
                return RecordVerdict.Replay;
            }

            if (!seen.Add(sequence))
            {
                return RecordVerdict.Duplicate;
            }

            _accepted[boot] = seen;
            return boot < newest || sequence < highest ? RecordVerdict.AcceptedLate
                : sequence == highest + 1 ? RecordVerdict.Accepted : RecordVerdict.AcceptedAfterGap;
        }
    }
}
