using System.Reflection;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests.Tests;

/// <summary>The device tests, found as nanoFramework's own launcher finds them: by their attributes.</summary>
internal static class DeviceTestCases
{
    private static readonly Dictionary<string, MethodInfo> Methods = typeof(Digest).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<TestClassAttribute>() is not null)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<TestMethodAttribute>() is not null)
        .ToDictionary(method => $"{method.DeclaringType!.Name}.{method.Name}");

    private static readonly Lock OneAtATime = new();

    /// <summary>`Class.Method` of each test.</summary>
    public static IEnumerable<string> Names => Methods.Keys.Order(StringComparer.Ordinal);

    /// <summary>Runs a test and returns the lines that it printed; throws what it threw.</summary>
    public static string[] Run(string name)
    {
        lock (OneAtATime)
        {
            TextWriter before = Console.Out;
            using StringWriter written = new();
            Console.SetOut(written);
            try
            {
                Methods[name].Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
            }
            finally
            {
                Console.SetOut(before);
            }

            return written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
