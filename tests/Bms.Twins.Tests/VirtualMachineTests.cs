using Xunit;

namespace Bms.Twins.Tests;

public class VirtualMachineTests
{
    [Fact]
    public void Nobody_gets_a_machine_without_entering_one()
    {
        Assert.Throws<InvalidOperationException>(() => VirtualMachine.Current);
    }

    [Fact]
    public void Visits_nest_and_end()
    {
        var outer = new VirtualMachine();
        var inner = new VirtualMachine();
        using (VirtualMachine.Enter(outer))
        {
            using (VirtualMachine.Enter(inner))
            {
                Assert.Same(inner, VirtualMachine.Current);
            }

            Assert.Same(outer, VirtualMachine.Current);
        }

        Assert.Throws<InvalidOperationException>(() => VirtualMachine.Current);
    }

    [Fact]
    public void Each_thread_has_its_own_machine()
    {
        using (VirtualMachine.Enter(new VirtualMachine()))
        {
            Exception? seen = null;
            var other = new Thread(() => seen = Record.Exception(() => VirtualMachine.Current));
            other.Start();
            other.Join();
            Assert.IsType<InvalidOperationException>(seen);
        }
    }

    [Fact]
    public void A_bus_number_always_means_the_same_bus()
    {
        var machine = new VirtualMachine();
        Assert.Same(machine.Bus(1), machine.Bus(1));
        Assert.NotSame(machine.Bus(1), machine.Bus(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => machine.Bus(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => machine.Bus(9));
    }

    [Fact]
    public void Time_never_runs_backwards()
    {
        var clock = new VirtualClock();
        clock.Advance_us(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance_us(-1));
        Assert.Equal(5, clock.Now_us);
    }
}
