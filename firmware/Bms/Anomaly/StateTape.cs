using System;

namespace Bms.Anomaly
{
    /// <summary>
    /// Carries every number of a detector into an image or back. Each part names its numbers once, in Keep, and the same list counts,
    /// writes and reads, so that the directions cannot differ: `_sum = tape.Of(_sum);`. Times are written relative to the image's base, so
    /// that they can be read in another boot.
    /// </summary>
    public sealed class StateTape
    {
        /// <summary>Numbers of each type passed since the tape was begun.</summary>
        public int Ints;
        public int Floats;
        public int Shorts;
        public int Bytes;

        private StateImage _image;
        private bool _reads;

        /// <summary>Passes all numbers of a detector without keeping them: what an image must have room for.</summary>
        public void Measure(AnomalyDetector detector)
        {
            Run(detector, null, false);
        }

        /// <summary>Writes a detector into an image whose times count from <paramref name="base_ms"/>.</summary>
        public void Write(AnomalyDetector detector, StateImage image, long base_ms)
        {
            image.Renew(base_ms);
            Run(detector, image, false);
        }

        /// <summary>Makes a detector what it was. False when the image is of another one; the detector is then as it was.</summary>
        public bool TryRead(AnomalyDetector detector, StateImage image)
        {
            Measure(detector);
            bool same = Ints == image.Ints.Length && Floats == image.Floats.Length && Shorts == image.Shorts.Length
                && Bytes == image.Bytes.Length;
            if (same)
            {
                Run(detector, image, true);
            }

            return same;
        }

        /// <summary>A number, to be stored where it came from.</summary>
        public int Of(int value)
        {
            int at = Ints++;
            if (_image == null)
            {
                return value;
            }

            if (_reads)
            {
                return _image.Ints[at];
            }

            _image.Ints[at] = value;
            return value;
        }

        public float Of(float value)
        {
            int at = Floats++;
            if (_image == null)
            {
                return value;
            }

            if (_reads)
            {
                return _image.Floats[at];
            }

            _image.Floats[at] = value;
            return value;
        }

        public bool Of(bool value)
        {
            int at = Bytes++;
            if (_image == null)
            {
                return value;
            }

            if (_reads)
            {
                return _image.Bytes[at] != 0;
            }

            _image.Bytes[at] = (byte)(value ? 1 : 0);
            return value;
        }

        /// <summary>An uptime in ms; further than 24 days from the base it becomes 24 days.</summary>
        public long Time(long uptime_ms)
        {
            long base_ms = _image == null ? 0 : _image.Base_ms;
            int since_ms = Of(Numbers.ToInt(uptime_ms - base_ms));
            return _reads ? base_ms + since_ms : uptime_ms;
        }

        /// <summary>All numbers of an array.</summary>
        public void All(float[] values)
        {
            int at = Floats;
            Floats += values.Length;
            if (_image != null && _reads)
            {
                Array.Copy(_image.Floats, at, values, 0, values.Length);
            }
            else if (_image != null)
            {
                Array.Copy(values, 0, _image.Floats, at, values.Length);
            }
        }

        public void All(int[] values)
        {
            int at = Ints;
            Ints += values.Length;
            if (_image != null && _reads)
            {
                Array.Copy(_image.Ints, at, values, 0, values.Length);
            }
            else if (_image != null)
            {
                Array.Copy(values, 0, _image.Ints, at, values.Length);
            }
        }

        public void All(short[] values)
        {
            int at = Shorts;
            Shorts += values.Length;
            if (_image != null && _reads)
            {
                Array.Copy(_image.Shorts, at, values, 0, values.Length);
            }
            else if (_image != null)
            {
                Array.Copy(values, 0, _image.Shorts, at, values.Length);
            }
        }

        public void All(byte[] values)
        {
            int at = Bytes;
            Bytes += values.Length;
            if (_image != null && _reads)
            {
                Array.Copy(_image.Bytes, at, values, 0, values.Length);
            }
            else if (_image != null)
            {
                Array.Copy(values, 0, _image.Bytes, at, values.Length);
            }
        }

        public void All(sbyte[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                int at = Bytes++;
                if (_image != null && _reads)
                {
                    values[i] = (sbyte)_image.Bytes[at];
                }
                else if (_image != null)
                {
                    _image.Bytes[at] = (byte)values[i];
                }
            }
        }

        public void All(bool[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = Of(values[i]);
            }
        }

        public void AllTimes(long[] uptimes_ms)
        {
            for (int i = 0; i < uptimes_ms.Length; i++)
            {
                uptimes_ms[i] = Time(uptimes_ms[i]);
            }
        }

        private void Run(AnomalyDetector detector, StateImage image, bool reads)
        {
            Ints = 0;
            Floats = 0;
            Shorts = 0;
            Bytes = 0;
            _image = image;
            _reads = reads;
            detector.Keep(this);
            _image = null;
            _reads = false;
        }
    }
}
