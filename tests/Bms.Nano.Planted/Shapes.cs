using System;

namespace Bms.Nano.Planted
{
    public class Rule002
    {
        public unsafe uint BadReinterpret(float f)
        {
            return *(uint*)&f;
        }

        public unsafe int BadStackalloc(int n)
        {
            int* p = stackalloc int[4];
            p[0] = n;
            return p[0];
        }

        public int GoodBits(byte[] b)
        {
            return BitConverter.ToInt32(b, 0);
        }
    }

    public class Rule004Box<T>
    {
        public T BadValue;
    }

    public class Rule004
    {
        public int BadUse()
        {
            return new Rule004Box<int>().BadValue;
        }

        public T BadMethod<T>(T value)
        {
            return value;
        }

        public int[] GoodArray()
        {
            return new int[3];
        }
    }

    public class Rule005
    {
        public int BadTable(int[,] table)
        {
            return table[1, 2];
        }

        public int GoodTable(int[] table, int columns)
        {
            return table[1 * columns + 2];
        }
    }

    public class Rule010Base
    {
        public virtual int BadHidden()
        {
            return 1;
        }

        public virtual int GoodOverride()
        {
            return 1;
        }
    }

    public class Rule010 : Rule010Base
    {
        public new int BadHidden()
        {
            return 2;
        }

        public override int GoodOverride()
        {
            return 2;
        }
    }

    public class Rule011Table
    {
        public static readonly int[] Steps = new int[] { 1, 2, 3 };
    }

    public class Rule011
    {
        public static readonly int BadCount = Rule011Table.Steps.Length;
    }

    public class Rule011Own
    {
        private static readonly int[] s_own = new int[] { 1, 2, 3 };
        public static readonly int GoodCount = s_own.Length;
    }
}
