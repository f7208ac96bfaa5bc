namespace System
{
    public class Object
    {
        public Object() { }
        public virtual bool Equals(object obj) { throw null; }
        public static bool Equals(object objA, object objB) { throw null; }
        public virtual int GetHashCode() { throw null; }
        public Type GetType() { throw null; }
        protected object MemberwiseClone() { throw null; }
        public static bool ReferenceEquals(object objA, object objB) { throw null; }
        public virtual string ToString() { throw null; }
    }

    public abstract class ValueType
    {
        protected ValueType() { }
        public override bool Equals(object obj) { throw null; }
    }

    public abstract class Enum : ValueType
    {
        protected Enum() { }
        public bool HasFlag(Enum flag) { throw null; }
        public override string ToString() { throw null; }
    }

    public struct Void
    {
    }

    public abstract class Type : Reflection.MemberInfo
    {
        public static Type GetTypeFromHandle(RuntimeTypeHandle handle) { throw null; }
        public override string ToString() { throw null; }
        public string FullName { get { throw null; } }
    }

    public struct RuntimeTypeHandle
    {
    }

    public struct RuntimeMethodHandle
    {
    }

    public struct RuntimeFieldHandle
    {
    }

    public struct RuntimeArgumentHandle
    {
    }

    public struct TypedReference
    {
    }

    public struct IntPtr
    {
    }

    public struct UIntPtr
    {
    }

    public enum TypeCode
    {
        Empty = 0,
        Object = 1,
        DBNull = 2,
        Boolean = 3,
        Char = 4,
        SByte = 5,
        Byte = 6,
        Int16 = 7,
        UInt16 = 8,
        Int32 = 9,
        UInt32 = 10,
        Int64 = 11,
        UInt64 = 12,
        Single = 13,
        Double = 14,
        Decimal = 15,
        DateTime = 16,
        String = 18,
    }
}
