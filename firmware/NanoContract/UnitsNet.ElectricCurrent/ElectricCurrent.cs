namespace UnitsNet
{
    public struct ElectricCurrent
    {
        public double Amperes { get { throw null; } }
        public double Milliamperes { get { throw null; } }
        public double Value { get { throw null; } }
        public static ElectricCurrent FromAmperes(double value) { throw null; }
        public static ElectricCurrent FromMilliamperes(double value) { throw null; }
    }
}
