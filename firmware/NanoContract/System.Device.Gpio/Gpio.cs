namespace System.Device.Gpio
{
    public enum PinMode
    {
        Input = 0,
        InputPullDown = 1,
        InputPullUp = 2,
        Output = 3,
        OutputOpenDrain = 4,
        OutputOpenDrainPullUp = 5,
        OutputOpenSource = 6,
        OutputOpenSourcePullDown = 7,
    }

    public readonly struct PinValue
    {
        public static PinValue High { get { throw null; } }
        public static PinValue Low { get { throw null; } }
        public bool Equals(PinValue other) { throw null; }
        public override bool Equals(object obj) { throw null; }
        public override int GetHashCode() { throw null; }
        public override string ToString() { throw null; }
        public static bool operator ==(PinValue a, PinValue b) { throw null; }
        public static bool operator !=(PinValue a, PinValue b) { throw null; }
        public static explicit operator bool(PinValue value) { throw null; }
        public static explicit operator byte(PinValue value) { throw null; }
        public static explicit operator int(PinValue value) { throw null; }
        public static implicit operator PinValue(bool value) { throw null; }
        public static implicit operator PinValue(int value) { throw null; }
    }

    public sealed class GpioPin : IDisposable
    {
        internal GpioPin() { }
        public int PinNumber { get { throw null; } }
        public void Dispose() { }
        public PinMode GetPinMode() { throw null; }
        public PinValue Read() { throw null; }
        public void SetPinMode(PinMode value) { }
        public void Toggle() { }
        public void Write(PinValue value) { }
    }

    public sealed class GpioController : IDisposable
    {
        public GpioController() { }
        public void ClosePin(int pinNumber) { }
        public void Dispose() { }
        public PinMode GetPinMode(int pinNumber) { throw null; }
        public bool IsPinOpen(int pinNumber) { throw null; }
        public GpioPin OpenPin(int pinNumber) { throw null; }
        public GpioPin OpenPin(int pinNumber, PinMode mode) { throw null; }
        public PinValue Read(int pinNumber) { throw null; }
        public void SetPinMode(int pinNumber, PinMode mode) { }
        public void Write(int pinNumber, PinValue value) { }
    }
}
