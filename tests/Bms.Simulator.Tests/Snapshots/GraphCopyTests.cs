using Bms.Simulator.Snapshots;

namespace Bms.Simulator.Tests.Snapshots;

public class GraphCopyTests
{
    private sealed class Part
    {
        public Part? Other { get; set; }

        public int Number { get; set; }

        public Func<int>? Ask { get; set; }

        public (Part? Inner, int Number) Pair { get; set; }

        public Dictionary<string, Part> Named { get; } = [];
    }

    [Fact]
    public void Circles_stay_circles_and_leave_the_original_alone()
    {
        var a = new Part { Number = 1 };
        var b = new Part { Number = 2, Other = a, Pair = (a, 5) };
        a.Other = b;
        a.Named["b"] = b;
        Part copy = GraphCopy.Of(a);
        Assert.NotSame(a, copy);
        Assert.Same(copy, copy.Other!.Other);
        Assert.Same(copy, copy.Other.Pair.Inner);
        Assert.Same(copy.Other, copy.Named["b"]);
        copy.Other.Number = 9;
        Assert.Equal(2, b.Number);
    }

    [Fact]
    public void A_function_follows_the_copy_of_what_it_is_bound_to()
    {
        var part = new Part { Number = 1 };
        part.Ask = () => part.Number;
        Part copy = GraphCopy.Of(part);
        copy.Number = 7;
        Assert.Equal(7, copy.Ask!());
        Assert.Equal(1, part.Ask());
    }

    [Fact]
    public void What_lives_outside_memory_is_refused_by_name()
    {
        object[] holder = [new Part(), new Thread(() => { })];
        NotSupportedException refused = Assert.Throws<NotSupportedException>(() => GraphCopy.Of(holder));
        Assert.Contains("Thread", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_difference_is_named_by_its_place()
    {
        var first = new Part { Other = new Part { Number = 3 } };
        Part second = GraphCopy.Of(first);
        Assert.Null(GraphCompare.FirstDifference(first, second));
        second.Other!.Number = 4;
        Assert.Equal("Other.Number: 3 and 4", GraphCompare.FirstDifference(first, second));
    }
}
