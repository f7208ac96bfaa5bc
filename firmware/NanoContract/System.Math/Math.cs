namespace System
{
    // The double overloads are left out on purpose: stock device builds compute them in single precision.
    public static class Math
    {
        public static float Abs(float val) { throw null; }
        public static int Abs(int val) { throw null; }
        public static float Clamp(float value, float min, float max) { throw null; }
        public static long Clamp(long value, long min, long max) { throw null; }
        public static float Max(float val1, float val2) { throw null; }
        public static int Max(int val1, int val2) { throw null; }
        public static float Min(float val1, float val2) { throw null; }
        public static int Min(int val1, int val2) { throw null; }
        public static int Sign(float value) { throw null; }
    }
}
