using Bms.Simulator.Broker;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>Faults between the device and its broker.</summary>
internal static class NetworkFaults
{
    private static readonly Field s_count = Field.Whole("messages", 1, 1_000_000, "how many").Needed();

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("network-down", "Nothing gets through; what is under way is lost.", [], (s, _) =>
        {
            s.Bench.Link.Online = false;
            return () => s.Bench.Link.Online = true;
        }),
        FaultKind.Of("network-slow", "Messages and acknowledgements take long.",
            [Field.Number("latency_ms", 0, 60_000, "time in each direction").Needed()],
            (s, n) =>
            {
                long before_us = s.Bench.Link.Latency_us;
                s.Bench.Link.Latency_us = (long)(n.Number("latency_ms") * 1000);
                return () => s.Bench.Link.Latency_us = before_us;
            }),
        Once("network-loses-messages", "The next messages get lost on their way up.", (l, n) => l.MessagesToLose = n),
        Once("network-doubles-messages", "The next messages arrive twice.", (l, n) => l.MessagesToDouble = n),
        Once("network-loses-acknowledgements", "The next acknowledgements get lost.", (l, n) => l.AcknowledgementsToLose = n),
    ];

    private static FaultKind Once(string name, string meaning, Action<VirtualLink, int> set) =>
        FaultKind.Once(name, meaning, [s_count], (Stage s, Node n) => set(s.Bench.Link, n.Whole("messages")));
}
