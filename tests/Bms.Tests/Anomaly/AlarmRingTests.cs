using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>The ring of frames behind alarms and requests: one recording at a time, none lost, none with another's frames.</summary>
public class AlarmRingTests
{
    private const int Cells = 8;

    private readonly AnomalyDetector _detector = new(Cells, 2, [3000, 3500, 4200], 5000);
    private readonly PackSample _sample = new(Cells, 2);
    private readonly AlarmRing _ring;
    private int _second;
    private int _low = -1;
    private int _lower = -1;

    public AlarmRingTests() => _ring = new AlarmRing(_detector);

    [Fact]
    public void A_request_is_taken_like_an_alarm_and_leaves_the_detector_as_it_was()
    {
        Live(100);
        _ring.Ask();
        Assert.Equal(-1, _ring.Alarm);
        Assert.Equal(0, _detector.Alarms.Raised);
        byte[] bytes = Take();
        Assert.Equal(_ring.Length, bytes.Length);
        Assert.Equal(-1, Number(bytes));
        _ring.Begin(_second * 1000L);
        Assert.Equal(0, _ring.Alarm);
        Live(100);
        _ring.Ask();
        Assert.Equal(-2, _ring.Alarm);
    }

    [Fact]
    public void An_alarm_while_another_is_sent_leaves_its_bytes_alone_and_has_the_frames_after_it()
    {
        Live(120);
        _low = 1;
        while (_ring.Alarm == 0)
        {
            Live(1);
        }

        int first = _ring.Alarm;
        long firstBegan_s = _second;
        byte[] half = TakePieces(20);
        _lower = 3;
        Live(90);
        Assert.True(_detector.Alarms.Raised > first, "the second fault raises an alarm while the first is sent");
        byte[] bytes = [.. half, .. Take()];
        Assert.Equal(first, Number(bytes));
        Assert.Equal(Checksum(bytes.AsSpan(0, bytes.Length - 4)), Last(bytes));

        int second = _detector.Alarms.Raised;
        _ring.Begin(_second * 1000L);
        long begun_s = _second;
        Live(AlarmRing.Span - 1);
        Assert.Equal(0, _ring.Alarm);
        Live(1);
        Assert.Equal(second, _ring.Alarm);
        Assert.Equal(AlarmRing.Span, _ring.Frames);
        Assert.True(begun_s > firstBegan_s);
        byte[] after = Take();
        Assert.Equal(second, Number(after));
        Assert.Equal(Checksum(after.AsSpan(0, after.Length - 4)), Last(after));
        _ring.Begin(_second * 1000L);
        Live(200);
        Assert.Equal(0, _ring.Alarm);
    }

    [Fact]
    public void A_request_while_an_alarm_is_sent_waits_for_its_turn()
    {
        Live(120);
        _low = 1;
        while (_ring.Alarm == 0)
        {
            Live(1);
        }

        _ring.Ask();
        int alarm = Number(Take());
        Assert.Equal(1, alarm);
        _ring.Begin(_second * 1000L);
        Live(AlarmRing.Span);
        Assert.Equal(-1, _ring.Alarm);
    }

    [Fact]
    public void A_request_before_the_first_frame_waits_for_frames()
    {
        _ring.Ask();
        Assert.Equal(0, _ring.Alarm);
        Live(AlarmRing.Span);
        Assert.Equal(-1, _ring.Alarm);
    }

    // Quiet cells of 3.7 V that differ by some mV; one may have fallen by 200 mV and another by 400 mV.
    private void Live(int seconds)
    {
        for (int i = 0; i < seconds; i++, _second++)
        {
            long now_ms = _second * 1000L;
            _sample.Uptime_ms = now_ms;
            for (int cell = 0; cell < Cells; cell++)
            {
                int off_mV = cell == _low ? -200 : cell == _lower ? -400 : 0;
                _sample.Cell_mV.Accept(cell, 3700 + (((_second * 7) + (cell * 3)) % 4) + off_mV, now_ms);
            }

            _sample.Current_mA.Accept(0, 0, now_ms);
            _sample.Bus_mV.Accept(0, 29_600, now_ms);
            _detector.Step(_sample);
            _ring.Step(_sample);
        }
    }

    private byte[] Take() => TakePieces(int.MaxValue);

    private byte[] TakePieces(int most)
    {
        var bytes = new List<byte>();
        byte[] piece = new byte[112];
        for (int i = 0; i < most; i++)
        {
            int count = _ring.Take(piece);
            if (count == 0)
            {
                break;
            }

            bytes.AddRange(piece.Take(count));
        }

        return [.. bytes];
    }

    // RingHead: the number stands behind two letters, layout, cells, probes and the capacity.
    private static int Number(byte[] bytes) => (bytes[9] << 24) | (bytes[10] << 16) | (bytes[11] << 8) | bytes[12];

    private static int Last(byte[] bytes) => (bytes[^4] << 24) | (bytes[^3] << 16) | (bytes[^2] << 8) | bytes[^1];

    // FNV-1a as RFC 9923 has it, with unsigned numbers.
    private static int Checksum(ReadOnlySpan<byte> bytes)
    {
        uint hash = 0x811C9DC5;
        foreach (byte value in bytes)
        {
            hash = unchecked((hash ^ value) * 0x01000193);
        }

        return unchecked((int)hash);
    }
}
