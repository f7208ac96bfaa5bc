using System.Buffers.Binary;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>What an alarm's recording says, read from its bytes; firmware/Bms/Anomaly/RingHead.cs names their order.</summary>
internal sealed class RingFile
{
    private const int FixedHead = 40;
    private readonly byte[] _bytes;
    private readonly string _path;
    private int _at;

    private RingFile(string path, byte[] bytes) => (_path, _bytes) = (path, bytes);

    internal int Cells { get; private set; }
    internal int Probes { get; private set; }
    internal int Capacity_mAh { get; private set; }
    internal int Alarm { get; private set; }
    internal int Score_permille { get; private set; }
    internal int ValueBits { get; private set; }
    internal int Frames { get; private set; }
    internal long Base_ms { get; private set; }
    internal int[] Ocv_mV { get; private set; } = [];

    /// <summary>Checksum of the detector's image after the last frame, as the board took it.</summary>
    internal int EndDigest { get; private set; }

    /// <summary>The detector as it was before the first frame.</summary>
    internal AnomalyDetector Detector { get; private set; } = null!;

    /// <summary>Image with room for this detector.</summary>
    internal StateImage Image { get; private set; } = null!;

    internal FrameStore Store { get; private set; } = null!;

    /// <summary>Reads a recording and makes the detector that it begins with.</summary>
    /// <exception cref="BadInputException">It is none, or not as it was written.</exception>
    internal static RingFile Read(string path, byte[] bytes)
    {
        var file = new RingFile(path, bytes);
        file.ReadHead();
        file.CheckDigest();
        file.MakeDetector();
        return file;
    }

    private void ReadHead()
    {
        bool isRecording = _bytes.Length > FixedHead && _bytes[0] == 'B' && _bytes[1] == 'R';
        Require(isRecording, "bytes 0 to 1", "are not 'BR', allowed is an alarm's recording");
        Require(_bytes[2] == AlarmRing.Layout, "byte 2", $"is layout {_bytes[2]}, allowed is {AlarmRing.Layout}");
        _at = 3;
        Cells = (int)Number(1);
        Probes = (int)Number(1);
        Capacity_mAh = (int)Number(4);
        Alarm = (int)Number(4);
        Score_permille = (int)Number(4);
        ValueBits = (int)Number(4);
        Frames = (int)Number(2);
        Base_ms = Number(8);
        int[] counts = [(int)Number(2), (int)Number(2), (int)Number(2), (int)Number(2)];
        int points = (int)Number(1);
        Require(Cells is >= 1 && Probes >= 1 && Capacity_mAh > 0 && Frames is >= 1 and <= 1000 && points >= 2, "head",
            $"names {Cells} cells, {Probes} probes, {Capacity_mAh} mAh, {Frames} frames, {points} points of the curve, none may be 0");
        Require(_bytes.Length >= _at + (2 * points), "length", $"is {_bytes.Length} bytes, too few for its head");
        Ocv_mV = [.. Enumerable.Range(0, points).Select(_ => (int)Number(2))];
        Counts = counts;
    }

    private int[] Counts { get; set; } = [];

    private void CheckDigest()
    {
        int hash = Fnv.Start;
        foreach (byte value in _bytes.AsSpan(0, _bytes.Length - 4))
        {
            hash = Fnv.Add(hash, value);
        }

        Require(hash == BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_bytes.Length - 4)), "checksum",
            "does not fit the bytes before it, allowed is a recording as the board sent it");
        EndDigest = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(_bytes.Length - 8));
    }

    private void MakeDetector()
    {
        Detector = new AnomalyDetector(Cells, Probes, Ocv_mV, Capacity_mAh);
        var tape = new StateTape();
        tape.Measure(Detector);
        Require(Counts.SequenceEqual([tape.Ints, tape.Floats, tape.Shorts, tape.Bytes]), "head",
            $"names {string.Join(" + ", Counts)} numbers of a detector, allowed are this firmware's"
            + $" {tape.Ints} + {tape.Floats} + {tape.Shorts} + {tape.Bytes}: replay it with the firmware that recorded it");
        Image = new StateImage(tape);
        Store = new FrameStore(Cells, Probes, Frames);
        int length = _at + Image.Length + (2 * Store.Width * Frames) + AlarmRing.Digests;
        Require(_bytes.Length == length, "length", $"is {_bytes.Length} bytes, allowed are {length}");
        for (int i = 0; i < Image.Length; i++)
        {
            Image.Put(i, _bytes[_at++]);
        }

        for (int i = 0; i < 2 * Store.Width * Frames; i++)
        {
            Store.PutByte(i / (2 * Store.Width), i % (2 * Store.Width), _bytes[_at++]);
        }

        Image.Base_ms = Base_ms;
        Require(tape.TryRead(Detector, Image), "image", "is of another detector");
    }

    private long Number(int count)
    {
        long value = 0;
        for (int i = 0; i < count; i++)
        {
            value = (value << 8) | _bytes[_at++];
        }

        return value;
    }

    private void Require(bool holds, string field, string what)
    {
        if (!holds)
        {
            throw new BadInputException(_path, field, what);
        }
    }
}
