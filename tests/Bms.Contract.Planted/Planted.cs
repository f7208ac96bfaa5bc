using System.Threading;

namespace Bms.Contract.Planted
{
    public class GenericType<T>
    {
        public T Value;
    }

    public class GenericMethod
    {
        public T Same<T>(T value)
        {
            return value;
        }
    }

    public class GenericUse
    {
        public int Read(GenericType<int> box)
        {
            return box.Value;
        }
    }

    public class GenericCall
    {
        public int Call(GenericMethod other)
        {
            return other.Same<int>(1);
        }
    }

    public class TableField
    {
        public int[,] Cells;
    }

    public class TableLocal
    {
        public int Make()
        {
            object table = new int[2, 3];
            return table == null ? 0 : 1;
        }
    }

    public class DoubleField
    {
        public double Value;
    }

    public class DoubleParameter
    {
        public void Take(double value)
        {
        }
    }

    public class DoubleResult
    {
        public double[] Give()
        {
            return null;
        }
    }

    public class DoubleConstant
    {
        public float Scale(float value)
        {
            return (float)(value * 0.1);
        }
    }

    public class DoubleConversion
    {
        public bool IsHalf(float value, int whole)
        {
            return value == (float)(whole / (double)value);
        }
    }

    public class DoubleCall
    {
        public string Ask(System.DateTime time)
        {
            return time.AddSeconds(Zero()).ToString();
        }

        private static float Zero()
        {
            return 0f;
        }
    }

    public class ForeignAssembly
    {
        public bool Ask(CancellationToken token)
        {
            return token.IsCancellationRequested;
        }
    }

    public class Clean
    {
        public float Half(float value, int[] table)
        {
            return value * 0.5f + table.Length;
        }
    }
}
