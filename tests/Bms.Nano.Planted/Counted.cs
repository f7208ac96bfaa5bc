using System;

namespace Bms.Nano.Planted
{
    /// <summary>Methods whose instructions can be counted by hand.</summary>
    public static class Counted
    {
        public static int Add(int a, int b)
        {
            return a + b;
        }

        public static int AddTwice(int a, int b)
        {
            return Add(a, b) + Add(0, 1);
        }

        public static int Sum(int n, int unused)
        {
            int sum = 0;
            for (int i = 1; i <= n; i++)
            {
                sum += i;
            }

            return sum;
        }

        public static int Guarded(int a, int unused)
        {
            try
            {
                if (a == 0)
                {
                    throw new ArgumentException("zero");
                }

                return 10 / a;
            }
            catch (ArgumentException)
            {
                return -1;
            }
        }
    }
}
