namespace UnitsNet
{
    public struct Power
    {
        public double Watts { get { throw null; } }
        public double Milliwatts { get { throw null; } }
        public double Value { get { throw null; } }
        public static Power FromWatts(double value) { throw null; }
        public static Power FromMilliwatts(double value) { throw null; }
    }
}
