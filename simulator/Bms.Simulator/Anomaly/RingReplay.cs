using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Plays an alarm's recording through the firmware's detector and says whether every number comes out as on the board.</summary>
internal sealed class RingReplay
{
    private readonly RingFile _file;
    private readonly StateTape _tape = new();

    private RingReplay(RingFile file) => _file = file;

    /// <summary>The alarm as it came out here; null when none did.</summary>
    internal AnomalyAlarm? Alarm { get; private set; }

    /// <summary>True when the alarm's score and its feature's value have the same bits as on the board.</summary>
    internal bool SameScore { get; private set; }

    /// <summary>True when every statistic of the detector has the same bits after the last frame.</summary>
    internal bool SameStatistics { get; private set; }

    /// <summary>False when a value on the board was beyond what a frame holds: then no equality can be expected.</summary>
    internal bool Fits { get; private set; } = true;

    /// <summary>Time in s from the first frame to the alarm.</summary>
    internal double Before_s { get; private set; }

    /// <summary>True when no alarm is among the frames: asked for, or made after one that came while another was sent.</summary>
    internal bool IsQuiet => _file.Score_permille == 0;

    /// <summary>All holds that can be compared.</summary>
    internal bool Holds => SameStatistics && (IsQuiet || (Alarm != null && SameScore));

    /// <summary>Plays a recording.</summary>
    internal static RingReplay Play(RingFile file)
    {
        var replay = new RingReplay(file);
        replay.Run();
        return replay;
    }

    private void Run()
    {
        var sample = new PackSample(_file.Cells, _file.Probes);
        long first_ms = 0;
        for (int i = 0; i < _file.Frames; i++)
        {
            Fits &= _file.Store.TryTake(i, sample, _file.Base_ms);
            first_ms = i == 0 ? sample.Uptime_ms : first_ms;
            _file.Detector.Step(sample);
        }

        Before_s = (sample.Uptime_ms - first_ms) / 1000.0;
        AlarmBook book = _file.Detector.Alarms;
        bool isKept = !IsQuiet && _file.Alarm <= book.Raised && _file.Alarm > book.Raised - AlarmBook.Kept;
        if (isKept && book.Of(_file.Alarm).Number == _file.Alarm)
        {
            Alarm = book.Of(_file.Alarm);
            SameScore = Alarm.Score_permille == _file.Score_permille && FloatBits.Of(Alarm.Value) == _file.ValueBits;
        }

        _tape.Write(_file.Detector, _file.Image, _file.Base_ms);
        SameStatistics = _file.Image.Digest() == _file.EndDigest;
    }
}
