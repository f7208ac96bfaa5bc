namespace UnitsNet
{
    public struct ElectricPotential
    {
        public double Volts { get { throw null; } }
        public double Millivolts { get { throw null; } }
        public double Value { get { throw null; } }
        public static ElectricPotential FromVolts(double value) { throw null; }
        public static ElectricPotential FromMillivolts(double value) { throw null; }
    }
}
