namespace System
{
    // On a board mscorlib holds this struct. .NET's own mscorlib lacks it, so here it lives in the assembly whose signatures need it.
    // Firmware passes byte[] and never writes the name: the sources compile against both.
    public readonly ref struct SpanByte
    {
        public SpanByte(byte[] array) { }
        public SpanByte(byte[] array, int start, int length) { }
        public static SpanByte Empty { get { throw null; } }
        public bool IsEmpty { get { throw null; } }
        public int Length { get { throw null; } }
        public byte this[int index] { get { throw null; } set { } }
        public void CopyTo(SpanByte destination) { }
        public SpanByte Slice(int start) { throw null; }
        public SpanByte Slice(int start, int length) { throw null; }
        public byte[] ToArray() { throw null; }
        public static implicit operator SpanByte(byte[] array) { throw null; }
    }
}
