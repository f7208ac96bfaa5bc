using Bms.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>Whatever may be written is read back the same.</summary>
public class RoundTripTests
{
    private static readonly Gen<string> Topic =
        from characters in Gen.ArrayOf(Gen.Elements("a", "Z", "9", "/", " ", "\u00E4", "\u6C34", "\U0002A6D4", "\uFEFF"))
        select "t" + string.Concat(characters);

    private static readonly Gen<byte[]> Bytes =
        from length in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(100, 150), Gen.Choose(16_370, 16_400))
        from first in Gen.Choose(0, 255)
        select Enumerable.Range(first, length).Select(b => (byte)b).ToArray();

    private static readonly Gen<int> Id = Gen.Choose(1, 65_535);

    private static readonly Gen<bool> Flag = Gen.Elements(false, true);

    [Fact]
    public void Publish()
    {
        Gen<(string Topic, byte[] Payload, int Qos, int Id, bool Retain, bool Again)> gen =
            from topic in Topic
            from payload in Bytes
            from qos in Gen.Choose(0, 2)
            from id in Id
            from retain in Flag
            from again in Flag
            select (topic, payload, qos, id, retain, again);
        Check(gen, x =>
        {
            MqttPublish publish = new()
            {
                Topic = x.Topic, Payload = x.Payload, Qos = (MqttQos)x.Qos, Retain = x.Retain,
                PacketId = x.Qos == 0 ? 0 : x.Id, Duplicate = x.Qos > 0 && x.Again,
            };
            byte[] packet = new byte[MqttPacketWriter.Size(publish)];
            new MqttPacketWriter(packet).Publish(publish);
            return Packets.Read(packet) == "Publish " + Packets.Text(publish);
        });
    }

    [Fact]
    public void Connect()
    {
        Gen<MqttWill?> will =
            from there in Flag
            from topic in Topic
            from payload in Bytes
            from qos in Gen.Choose(0, 2)
            from retain in Flag
            select there ? new MqttWill(topic, payload, (MqttQos)qos, retain) : null;
        Gen<MqttConnect> gen =
            from id in Topic
            from clean in Flag
            from keepAlive_s in Gen.Choose(0, 65_535)
            from last in will
            from users in Gen.Choose(0, 2)
            from user in Topic
            from password in Bytes
            select new MqttConnect
            {
                ClientId = id, CleanSession = clean, KeepAlive_s = keepAlive_s, Will = last,
                User = users > 0 ? user : null, Password = users > 1 ? password : null,
            };
        Check(gen, connect =>
        {
            byte[] packet = new byte[MqttPacketWriter.Size(connect)];
            new MqttPacketWriter(packet).Connect(connect);
            return Packets.Read(packet) == "Connect " + Packets.Text(connect);
        });
    }

    [Fact]
    public void Subscribe_and_unsubscribe()
    {
        Gen<(int Id, MqttSubscription[] Asked)> gen =
            from id in Id
            from filters in Gen.NonEmptyListOf(Gen.OneOf(Topic, Topic.Select(t => "+/" + t + "/#"), Gen.Constant("#")))
            from qos in Gen.Choose(0, 2)
            select (id, filters.Select(f => new MqttSubscription(f, (MqttQos)qos)).ToArray());
        Check(gen, x =>
        {
            string[] filters = [.. x.Asked.Select(a => a.Filter)];
            byte[] packets = new byte[MqttPacketWriter.Size(x.Asked) + MqttPacketWriter.Size(filters)];
            MqttPacketWriter writer = new(packets);
            writer.Subscribe(x.Id, x.Asked);
            int first = writer.Length;
            writer.Unsubscribe(x.Id, filters);
            return Packets.Read(packets.AsSpan(0, first)) == $"Subscribe {string.Join(' ', x.Asked)} {x.Id}"
                && Packets.Read(packets.AsSpan(first)) == $"Unsubscribe {string.Join(' ', filters)} {x.Id}";
        });
    }

    // Arbitrary bytes never lead anywhere but to a packet, to "not complete", or to MqttException.
    [Fact]
    public void Noise()
    {
        Gen<byte[]> gen =
            from first in Gen.Elements<byte>(0x10, 0x20, 0x30, 0x32, 0x3D, 0x40, 0x82, 0x90, 0xA2, 0xB0, 0xC0, 0xD0, 0xE0)
            from body in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, 255)))
            select new byte[] { first, (byte)Math.Min(body.Length, 127) }.Concat(body.Select(b => (byte)b)).ToArray();
        Check(gen, bytes =>
        {
            try
            {
                Packets.Read(bytes);
                return true;
            }
            catch (MqttException)
            {
                return true;
            }
        });
    }

    private static void Check<T>(Gen<T> gen, Func<T, bool> holds) => Always.Holds(gen, x => Assert.True(holds(x)), 500);
}
