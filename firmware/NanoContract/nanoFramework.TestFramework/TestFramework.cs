using System;

namespace TestFrameworkShared
{
    public class AssertFailedException : Exception
    {
        public AssertFailedException(string message) { }
    }
}

namespace nanoFramework.TestFramework
{
    public class TestClassAttribute : Attribute
    {
        public TestClassAttribute() { }
    }

    public class TestMethodAttribute : Attribute
    {
        public TestMethodAttribute() { }
    }

    // All overloads of what is declared: with some left out a call would compile that is ambiguous against the real ones.
    public sealed class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") { }
        public static void AreEqual(byte expected, byte actual, string message = "") { }
        public static void AreEqual(char expected, char actual, string message = "") { }
        public static void AreEqual(double expected, double actual, string message = "") { }
        public static void AreEqual(short expected, short actual, string message = "") { }
        public static void AreEqual(int expected, int actual, string message = "") { }
        public static void AreEqual(long expected, long actual, string message = "") { }
        public static void AreEqual(object expected, object actual, string message = "") { }
        public static void AreEqual(sbyte expected, sbyte actual, string message = "") { }
        public static void AreEqual(float expected, float actual, string message = "") { }
        public static void AreEqual(string expected, string actual, string message = "") { }
        public static void AreEqual(ushort expected, ushort actual, string message = "") { }
        public static void AreEqual(uint expected, uint actual, string message = "") { }
        public static void AreEqual(ulong expected, ulong actual, string message = "") { }
        public static void IsFalse(bool condition, string message = "") { }
        public static void IsTrue(bool condition, string message = "") { }
    }
}
