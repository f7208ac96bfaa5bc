using System.Reflection;
using Bms.Metering;
using Xunit;

namespace Bms.Nano.Tests.Metering;

/// <summary>Counts against instructions counted by hand in the compiler's output for the planted class Counted.</summary>
public class InstrumenterTests
{
    private readonly Type _counted;
    private readonly string[] _methods;
    private readonly Type _meter;

    public InstrumenterTests()
    {
        (byte[] image, _methods) = Instrumenter.Run(Path.Combine(AppContext.BaseDirectory, "Bms.Nano.Planted.dll"));
        Assembly assembly = Assembly.Load(image);
        _counted = assembly.GetType("Bms.Nano.Planted.Counted", true)!;
        _meter = assembly.GetType(Instrumenter.MeterType, true)!;
        foreach (string counters in (string[])["Own", "Inclusive", "Calls"])
        {
            _meter.GetField(counters)!.SetValue(null, new long[_methods.Length]);
        }
    }

    // Add is ldarg.0, ldarg.1, add, ret.
    [Fact]
    public void A_straight_line_counts_its_instructions()
    {
        Assert.Equal(7, Call("Add", 3, 4));
        Assert.Equal(4, Total());
    }

    // Sum(n) is 5 instructions around a loop whose turns take the same number each: the difference of two runs is one turn.
    [Fact]
    public void A_loop_counts_each_turn_alike()
    {
        Call("Sum", 0, 0);
        long none = Total();
        Call("Sum", 1, 0);
        long one = Total() - none - none;
        Call("Sum", 10, 0);
        long ten = Total() - none - none - one - none;
        Assert.True(one > 0);
        Assert.Equal(10 * one, ten);
    }

    [Fact]
    public void A_caller_has_the_cost_of_what_it_calls()
    {
        Call("AddTwice", 1, 2);
        Assert.Equal(2, Counter("Calls", "Add"));
        Assert.Equal(8, Counter("Own", "Add"));
        Assert.Equal(Counter("Own", "AddTwice") + 8, Counter("Inclusive", "AddTwice"));
        Assert.Equal(Total(), Counter("Inclusive", "AddTwice"));
    }

    [Fact]
    public void The_copy_computes_what_the_original_computes()
    {
        Assert.Equal(55, Call("Sum", 10, 0));
        Assert.Equal(6, Call("AddTwice", 1, 4));
        Assert.Equal(-1, Call("Guarded", 0, 0));
        Assert.Equal(5, Call("Guarded", 2, 0));
    }

    private object? Call(string method, int a, int b) => _counted.GetMethod(method)!.Invoke(null, [a, b]);

    private long Total() => (long)_meter.GetField("Total")!.GetValue(null)!;

    private long Counter(string counters, string method) =>
        ((long[])_meter.GetField(counters)!.GetValue(null)!)[Array.IndexOf(_methods, "Bms.Nano.Planted.Counted." + method)];
}
