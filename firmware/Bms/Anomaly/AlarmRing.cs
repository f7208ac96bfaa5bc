namespace Bms.Anomaly
{
    /// <summary>
    /// What the detector saw in the last minute, and what it was before: from both a PC finds its statistics again, bit for bit. Two images
    /// of the detector take turns, <see cref="Span"/> frames apart, so that at any time the older is about that many to twice as many
    /// frames old. An alarm stops the ring until it has been taken, as bytes: head, older image, frames, checksum of the image after the
    /// last frame, checksum of it all. So does a request. What is raised meanwhile cannot have the frames before it as well: it gets those
    /// of the half minute after, and no frame ever belongs to two recordings.
    /// </summary>
    public sealed class AlarmRing
    {
        /// <summary>Frames from one image to the next.</summary>
        public const int Span = 24;

        /// <summary>Number of this layout; a PC reads no other.</summary>
        public const int Layout = 1;

        /// <summary>Bytes of the two checksums.</summary>
        public const int Digests = 8;

        // Between two windows the detector has least to do: the image is taken then, or after this many frames anyway.
        private const int Longest = 32;
        private const int Capacity = 2 * Longest;
        private const int WindowBegun = 3;
        private const int WindowEnds = 50;

        // The times of an image are ms in 32 bits.
        private const long LongestRun_ms = 10L * 24 * 3600 * 1000;

        /// <summary>The image that the frames begin with.</summary>
        public StateImage Older { get; private set; }

        /// <summary>The newest image; while the ring stands still, that of the moment after the alarm.</summary>
        public StateImage Newer { get; private set; }

        /// <summary>
        /// Number of the alarm that the ring stands still for, 0 while it runs; below 0 the number of a request.
        /// </summary>
        public int Alarm { get; private set; }

        /// <summary>Bytes taken of the ring that stands still, of <see cref="Length"/>.</summary>
        public int Taken { get; private set; }

        private readonly AnomalyDetector _of;
        private readonly StateTape _tape = new StateTape();
        private readonly FrameStore _frames;
        private readonly RingHead _head;
        private long _base_ms;
        private int _written;
        private int _olderAt;
        private int _newerAt;
        private int _seenAlarms;
        private int _hash;
        private int _endHash;
        private int _closed;
        private int _late;
        private int _requests;

        /// <summary>For a detector that has seen nothing yet.</summary>
        public AlarmRing(AnomalyDetector of)
        {
            _of = of;
            _tape.Measure(of);
            Older = new StateImage(_tape);
            Newer = new StateImage(_tape);
            _frames = new FrameStore(of.Gate.Usable.Length, of.Heat.Deviation_K.Length, Capacity);
            _head = new RingHead(of);
            Begin(0);
        }

        /// <summary>Bytes of the ring while it stands still.</summary>
        public int Length
        {
            get { return EndAt + Digests; }
        }

        /// <summary>Frames behind the older image.</summary>
        public int Frames
        {
            get { return _written - _olderAt; }
        }

        private int EndAt
        {
            get { return _head.Length + Older.Length + (2 * _frames.Width * Frames); }
        }

        /// <summary>After the detector's step: keeps the frame, and stops when an alarm was raised that is more than a note.</summary>
        public void Step(PackSample sample)
        {
            if (Alarm != 0)
            {
                AnomalyAlarm late = NewAlarm();
                _late = late == null ? _late : late.Number;
                return;
            }

            _frames.Put(_written, sample, _base_ms);
            _written++;
            AnomalyAlarm alarm = NewAlarm();
            int since = _written - _newerAt;
            bool isCalm = _of.Pack.Samples >= WindowBegun && _of.Pack.Samples <= WindowEnds;
            if (alarm != null)
            {
                Stop(alarm);
            }
            else if (_late != 0 && Frames >= Span)
            {
                StopFor(_late);
            }
            else if (sample.Uptime_ms - _base_ms > LongestRun_ms)
            {
                Begin(sample.Uptime_ms);
            }
            else if (since >= Longest || (since >= Span && isCalm))
            {
                Turn();
            }
        }

        /// <summary>
        /// Somebody asks for the frames of the last minute. While the ring stands still, or has no frame yet, they are those of the half
        /// minute that it sees next.
        /// </summary>
        public void Ask()
        {
            _requests++;
            if (Alarm == 0 && Frames > 0)
            {
                StopFor(-_requests);
            }
            else
            {
                _late = -_requests;
            }
        }

        /// <summary>Lets the ring run again, from here.</summary>
        public void Begin(long uptime_ms)
        {
            Alarm = 0;
            _base_ms = uptime_ms;
            _seenAlarms = _of.Alarms.Raised;
            _written = 0;
            _olderAt = 0;
            _newerAt = 0;
            _tape.Write(_of, Older, uptime_ms);
            _tape.Write(_of, Newer, uptime_ms);
        }

        /// <summary>Takes the newest image now; what stands still for an alarm is lost by it.</summary>
        public void Refresh()
        {
            _tape.Write(_of, Newer, _base_ms);
        }

        /// <summary>Takes the next bytes of the ring that stands still; returns how many, 0 at its end.</summary>
        public int Take(byte[] to)
        {
            int count = Length - Taken < to.Length ? Length - Taken : to.Length;
            for (int i = 0; i < count; i++)
            {
                int value = ByteAt(Taken);
                _hash = Fnv.Add(_hash, value);
                to[i] = (byte)value;

                // No image is longer than the ring that holds one.
                _endHash = Taken < Newer.Length ? Fnv.Add(_endHash, Newer.ByteAt(Taken)) : _endHash;
                Taken++;
            }

            return count;
        }

        private AnomalyAlarm NewAlarm()
        {
            int raised = _of.Alarms.Raised;
            int first = raised - _seenAlarms > AlarmBook.Kept ? raised - AlarmBook.Kept + 1 : _seenAlarms + 1;
            _seenAlarms = raised;
            for (int number = first; number <= raised; number++)
            {
                AnomalyAlarm alarm = _of.Alarms.Of(number);
                if (alarm.Severity > AnomalyAlarm.Note)
                {
                    return alarm;
                }
            }

            return null;
        }

        private void Stop(AnomalyAlarm alarm)
        {
            _head.Fill(alarm.Number, alarm.Score_permille, alarm.Value, Frames, Older);
            Stand(alarm.Number);
        }

        // Frames without an alarm among them: a score of 0 says so.
        private void StopFor(int number)
        {
            _head.Fill(number, 0, 0f, Frames, Older);
            Stand(number);
        }

        private void Stand(int number)
        {
            _tape.Write(_of, Newer, _base_ms);
            _hash = Fnv.Start;
            _endHash = Fnv.Start;
            Taken = 0;
            Alarm = number;
            _late = 0;
        }

        private void Turn()
        {
            StateImage oldest = Older;
            Older = Newer;
            Newer = oldest;
            _olderAt = _newerAt;
            _newerAt = _written;
            _tape.Write(_of, Newer, _base_ms);
        }

        private int ByteAt(int at)
        {
            if (at < _head.Length)
            {
                return _head.ByteAt(at);
            }

            int place = at - _head.Length;
            if (place < Older.Length)
            {
                return Older.ByteAt(place);
            }

            place -= Older.Length;
            int width = 2 * _frames.Width;
            if (width > 0 && place < width * Frames)
            {
                return _frames.ByteAt(_olderAt + (place / width), place % width);
            }

            int rest = at - EndAt;
            _closed = rest == Digests / 2 ? _hash : _closed;
            int word = rest < Digests / 2 ? _endHash : _closed;
            return (word >> (8 * (3 - (rest & 3)))) & 0xff;
        }
    }
}
