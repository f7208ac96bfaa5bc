using System;

namespace Bms.Nano.Planted
{
    public class Rule001
    {
        private readonly uint[] _ticks = new uint[2];
        private int _out;

        public int BadShift()
        {
            return (int)_ticks[0] >> 1;
        }

        public int BadRemainder(uint now, uint then)
        {
            return (int)(now - then) % 7;
        }

        public float BadToFloat()
        {
            return (int)_ticks[1] * 0.5f;
        }

        public long BadWiden(uint ticks)
        {
            return (int)ticks;
        }

        public long BadFromByte(byte b, long step)
        {
            return ((long)b - step) >> 1;
        }

        public int BadThroughOut()
        {
            Store(out _out);
            _out = -5;
            return _out >> 1;
        }

        public int BadThroughCall()
        {
            return Reinterpret(_ticks[0]) >> 2;
        }

        public int GoodShift()
        {
            return (int)(long)_ticks[0] >> 1;
        }

        public int GoodDivide()
        {
            return (int)_ticks[0] / 10;
        }

        public int GoodUnsigned()
        {
            return (int)(_ticks[0] >> 1) + (int)(_ticks[1] % 7);
        }

        public int GoodShort(byte[] bytes)
        {
            return (short)((bytes[0] << 8) | bytes[1]) >> 1;
        }

        public int GoodLength(byte[] bytes)
        {
            return bytes.Length % 3;
        }

        private static int Reinterpret(uint value)
        {
            return (int)value;
        }

        private void Store(out int value)
        {
            value = (int)_ticks[0];
        }
    }

    public class Rule003
    {
        public int BadCast(float value)
        {
            return (int)value;
        }

        public uint BadUnsignedCast(float value)
        {
            return (uint)value;
        }

        public int GoodCast(long value)
        {
            return (int)value;
        }
    }

    public class Rule007
    {
        public int BadSum(int a, int b)
        {
            return checked(a + b);
        }

        public int GoodSum(int a, int b)
        {
            return a + b;
        }
    }

    public class Rule008
    {
        public bool BadGreater(float a, float b)
        {
            return a > b;
        }

        public int BadBranch(float a)
        {
            if (a <= 1f)
            {
                return 1;
            }

            return 2;
        }

        public bool GoodGreater(int a, int b)
        {
            return a > b;
        }
    }

    public class Rule009
    {
        public int BadQuotient(int a, int b)
        {
            return a / b;
        }

        public float BadFloat(float a, float b)
        {
            return a / b;
        }

        public long BadRemainder(long a, int[] b)
        {
            return a % b[0];
        }

        public int GoodConstant(int a)
        {
            return a / 10 + (int)(1000L * a / 7);
        }

        public int GoodTested(int a, int b)
        {
            return b != 0 ? a / b : 0;
        }
    }

    public class Rule016
    {
        public double BadHalf(double x)
        {
            return x * 0.5;
        }

        public double BadSum(double a, double b)
        {
            return a + b;
        }

        public float GoodHalf(float x)
        {
            return x * 0.5f;
        }
    }
}
