using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>The asserts that device tests use. Each throws AssertFailedException with what was expected and what came.</summary>
    public sealed class Assert
    {
        public static void AreEqual(bool expected, bool actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(byte expected, byte actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(char expected, char actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(double expected, double actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(short expected, short actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(int expected, int actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(long expected, long actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(object expected, object actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(sbyte expected, sbyte actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(float expected, float actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(string expected, string actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(ushort expected, ushort actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(uint expected, uint actual, string message = "") => Compare(expected, actual, message);

        public static void AreEqual(ulong expected, ulong actual, string message = "") => Compare(expected, actual, message);

        public static void IsFalse(bool condition, string message = "") => Compare(false, condition, message);

        public static void IsTrue(bool condition, string message = "") => Compare(true, condition, message);

        private static void Compare(object expected, object actual, string message)
        {
            if (!Equals(expected, actual))
            {
                throw new AssertFailedException($"expected {expected ?? "null"}, got {actual ?? "null"}. {message}");
            }
        }
    }
}
