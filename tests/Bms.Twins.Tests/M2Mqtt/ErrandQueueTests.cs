using Bms.Mqtt;
using Bms.Mqtt.Tests;
using nanoFramework.M2Mqtt;
using Xunit;

namespace Bms.Twins.Tests.M2Mqtt;

/// <summary>The package's queue and its habits, with time as an argument: one pass is one turn of the package's thread.</summary>
[Collection(PackageSettings.Name)]
public class ErrandQueueTests
{
    private readonly ErrandQueue _queue = new(MqttSettings.Instance);
    private readonly List<string> _sent = [];
    private readonly List<string> _ended = [];

    [Fact]
    public void A_message_is_sent_at_0_1_and_2_s_and_given_up_at_3()
    {
        Assert.True(Publish(1));
        Assert.Equal(1000, Pass(0));
        Assert.Equal(1, Pass(999));
        Assert.Equal(0, Pass(1000));
        Assert.Equal(1000, Pass(1000));
        Assert.Equal(0, Pass(2000));
        Assert.Equal(1000, Pass(2000));
        Assert.Empty(_ended);
        Assert.Equal(-1, Pass(3000));
        Assert.Equal(["Publish t 01 AtLeastOnce False False 1", .. Enumerable.Repeat("Publish t 01 AtLeastOnce False True 1", 2)], _sent);
        Assert.Equal(["1 given up"], _ended);
    }

    [Fact]
    public void An_acknowledgement_that_comes_twice_is_in_the_way_of_the_next_one_which_is_found_a_turn_later()
    {
        Publish(1);
        Pass(0);
        Acknowledge(1);
        Acknowledge(1);
        Pass(10);
        Publish(2);
        Pass(20);
        Acknowledge(2);
        Assert.Equal(990, Pass(30)); // the second acknowledgement of 1 is at the head, and dropped
        Assert.Equal(["1 published"], _ended);
        Pass(1020);
        Assert.Equal(["1 published", "2 published"], _ended);
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public void An_acknowledgement_behind_another_when_patience_ends_is_swallowed_and_its_message_ends_without_a_word()
    {
        Publish(1);
        Publish(2);
        Pass(0);
        Acknowledge(2);
        Acknowledge(1);
        Pass(1000);
        for (int i = 1; i < 10; i++)
        {
            Pass(1000 + (1000 * i));
        }

        Assert.Equal(["2 published"], _ended);
        Assert.Equal(2, _sent.Count);
    }

    [Fact]
    public void What_a_lasting_session_brings_back_is_taken_for_answered_after_the_queue_was_cleared()
    {
        _queue.Restore(cleanSession: false);
        Publish(1);
        Pass(0);
        _queue.Clear();
        _queue.Restore(cleanSession: false);
        Pass(5000);
        Pass(9000);
        Assert.Single(_sent);
        Assert.Empty(_ended);
    }

    private bool Publish(byte number) => _queue.TryAdd(new Errand(ErrandKind.Publish, number)
    {
        Topic = "t", Message = [number], Qos = MqttQos.AtLeastOnce,
    });

    private void Acknowledge(int number) => _queue.Add(new Answer(ErrandKind.Publish, number, []));

    private int Pass(long now_ms) => _queue.Pass(
        now_ms,
        packet => _sent.Add(Packets.Read(packet)!),
        (errand, answer) => _ended.Add($"{errand.Id} {(answer is null ? "given up" : "published")}"));
}
