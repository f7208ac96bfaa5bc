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
        FaultKind.Of("network-half-open", "Nothing gets through any more, and both ends go on believing that they are connected.", [],
            (s, _) =>
            {
                s.Bench.Link.HalfOpen = true;
                return () =>
                {
                    s.Bench.Link.HalfOpen = false;
                    s.Bench.Link.Break(); // the broker has long forgotten this connection
                };
            }),
        FaultKind.Of("broker-down", "The broker is dead: connections break, nobody listens.", [], (s, _) =>
        {
            s.Bench.Broker.Online = false;
            return () => s.Bench.Broker.Online = true;
        }),
        FaultKind.Of("broker-refuses", "The broker refuses everybody who connects.", [], (s, _) =>
        {
            s.Bench.Connecting.Refuses = true;
            return () => s.Bench.Connecting.Refuses = false;
        }),
        FaultKind.Of("broker-silent", "The broker takes connections and then says nothing, in a TLS handshake or before CONNACK.",
            [Field.Number("silence_s", 1, 3600, "how long a peer waits for it in a TLS handshake").Needed()],
            (s, n) =>
            {
                s.Bench.Connecting.Silence_us = (long)(n.Number("silence_s") * 1e6);
                return () => s.Bench.Connecting.Silence_us = 0;
            }),
        FaultKind.Of("name-lookup-stalls", "The look-up of the broker's name takes long and fails.",
            [Field.Number("stall_s", 0.1, 3600, "how long it takes").Needed()],
            (s, n) =>
            {
                s.Bench.Connecting.Lookup_us = (long)(n.Number("stall_s") * 1e6);
                return () => s.Bench.Connecting.Lookup_us = 0;
            }),
        Once("network-doubles-acknowledgements", "The next acknowledgements come twice.", (l, n) => l.AcknowledgementsToDouble = n),
        Once("network-loses-messages", "The next messages get lost on their way up.", (l, n) => l.MessagesToLose = n),
        Once("network-doubles-messages", "The next messages arrive twice.", (l, n) => l.MessagesToDouble = n),
        Once("network-loses-acknowledgements", "The next acknowledgements get lost.", (l, n) => l.AcknowledgementsToLose = n),
    ];

    private static FaultKind Once(string name, string meaning, Action<VirtualLink, int> set) =>
        FaultKind.Once(name, meaning, [s_count], (Stage s, Node n) => set(s.Bench.Link, n.Whole("messages")));
}
