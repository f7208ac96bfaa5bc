using System.Reflection;
using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>That nothing of a detector is forgotten is looked up field by field, not taken from the lists that could forget it.</summary>
public class StateTapeTests
{
    // Written anew before it is read: scratch of a sort, what an alarm is being filled with, and the texts of past alarms.
    private static readonly string[] s_notKept =
        ["CellOrder", "AlarmContext", "AlarmWriter", "AnomalyAlarm", "SlowNames", "AnomalyTails", "_sorted_ddegC"];

    [Fact]
    public void Every_field_of_every_part_comes_back()
    {
        AnomalyBench bench = Busy();
        AnomalyDetector back = Empty(bench);
        var tape = new StateTape();
        tape.Measure(bench.Detector);
        var image = new StateImage(tape);
        tape.Write(bench.Detector, image, bench.Now_ms);
        Assert.NotEqual(Numbers(bench.Detector), Numbers(back));
        Assert.True(tape.TryRead(back, image));
        List<string> expected = Numbers(bench.Detector);
        Assert.InRange(expected.Count, 300, 5000);
        Assert.Equal(expected, Numbers(back));
    }

    [Fact]
    public void A_detector_that_was_carried_over_goes_on_with_the_same_bits()
    {
        AnomalyBench one = Busy();
        AnomalyBench two = Busy();
        two.Detector = Carried(two);
        one.Leak_A[2] = two.Leak_A[2] = 0.2;
        List<AnomalyAlarm> first = one.Run(4);
        List<AnomalyAlarm> second = two.Run(4);
        Assert.NotEmpty(first);
        Assert.Equal(first.Select(a => (a.Type, a.Cell, a.Raised_ms, a.Value)), second.Select(a => (a.Type, a.Cell, a.Raised_ms, a.Value)));
        Assert.Equal(Numbers(one.Detector), Numbers(two.Detector));
    }

    [Fact]
    public void An_image_as_bytes_is_the_same_image()
    {
        AnomalyBench bench = Busy();
        var tape = new StateTape();
        tape.Measure(bench.Detector);
        var image = new StateImage(tape);
        var copy = new StateImage(tape);
        tape.Write(bench.Detector, image, 0);
        for (int i = 0; i < image.Length; i++)
        {
            copy.Put(i, image.ByteAt(i));
        }

        Assert.Equal(image.Digest(), copy.Digest());
        Assert.Equal(Enumerable.Range(0, image.Length).Select(image.ByteAt), Enumerable.Range(0, image.Length).Select(copy.ByteAt));
        AnomalyDetector back = Empty(bench);
        Assert.True(tape.TryRead(back, copy));
        Assert.Equal(Numbers(bench.Detector), Numbers(back));
    }

    [Fact]
    public void An_image_of_another_pack_is_refused_and_changes_nothing()
    {
        AnomalyBench bench = Busy();
        var tape = new StateTape();
        tape.Measure(bench.Detector);
        var image = new StateImage(tape);
        tape.Write(bench.Detector, image, 0);
        AnomalyBench other = new(12);
        List<string> before = Numbers(other.Detector);
        Assert.False(tape.TryRead(other.Detector, image));
        Assert.Equal(before, Numbers(other.Detector));
    }

    [Fact]
    public void The_image_of_sixteen_cells_keeps_to_four_kilobytes()
    {
        var tape = new StateTape();
        tape.Measure(new AnomalyBench(16, 3).Detector);
        Assert.InRange(new StateImage(tape).Length, 2000, 4096);
    }

    private static AnomalyBench Busy()
    {
        AnomalyBench bench = new();
        bench.Learn();
        bench.Bias_mV[1] = 40;
        bench.Sleep(1);
        bench.Run(0.3);
        bench.Current_A = 3;
        bench.Run(0.2);
        return bench;
    }

    private static AnomalyDetector Empty(AnomalyBench bench) =>
        new(bench.Cells, 4, bench.Detector.Pack.Ocv.Table_mV, (int)bench.Detector.Pack.Capacity_mAh);

    private static AnomalyDetector Carried(AnomalyBench bench)
    {
        var tape = new StateTape();
        tape.Measure(bench.Detector);
        var image = new StateImage(tape);
        tape.Write(bench.Detector, image, bench.Now_ms);
        AnomalyDetector back = Empty(bench);
        Assert.True(tape.TryRead(back, image));
        return back;
    }

    private static List<string> Numbers(object of)
    {
        List<string> found = [];
        Collect(of, of.GetType().Name, found, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return found;
    }

    private static void Collect(object of, string path, List<string> found, HashSet<object> seen)
    {
        if (s_notKept.Contains(of.GetType().Name) || !seen.Add(of))
        {
            return;
        }

        foreach (FieldInfo field in of.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            string name = $"{path}.{field.Name}";
            object? value = field.GetValue(of);
            if (value is Array array && array.GetType().GetElementType()!.IsPrimitive && !s_notKept.Contains(field.Name))
            {
                found.AddRange(array.Cast<object>().Select((element, i) => $"{name}[{i}] = {Text(element)}"));
            }
            else if (value != null && field.FieldType.IsPrimitive)
            {
                found.Add($"{name} = {Text(value)}");
            }
            else if (value != null && value.GetType().Namespace == "Bms.Anomaly" && !value.GetType().IsEnum)
            {
                Collect(value, name, found, seen);
            }
        }
    }

    private static string Text(object value) => value is float number ? FloatBits.Of(number).ToString("x8", null) : value.ToString()!;
}
