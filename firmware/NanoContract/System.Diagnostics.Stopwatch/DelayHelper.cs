namespace System.Device
{
    public static class DelayHelper
    {
        public static void DelayMicroseconds(int microseconds, bool allowThreadYield) { }
    }
}
