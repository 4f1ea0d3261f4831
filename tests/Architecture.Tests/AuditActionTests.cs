using System.Reflection;
using System.Text.RegularExpressions;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Architecture.Tests;

/// <summary>What is audited is shown to be, over HTTP.</summary>
public sealed class AuditActionTests
{
    /// <summary>Actions that no request does, each with who does it.</summary>
    private static readonly Dictionary<string, string> NotByRequests = new(StringComparer.Ordinal)
    {
        [Name(nameof(AuditLogActions), nameof(AuditLogActions.EraseOrigins))] = "the erasure of an account, beside requests: AuditLogTests, ErasureTests",
        [Name(nameof(AuditLogActions), nameof(AuditLogActions.ExpireOrigins))] = "the upkeep of the log: AuditLogTests",
    };

    /// <summary>The constants of each feature's static class whose name ends in Actions.</summary>
    private static readonly FieldInfo[] Actions =
    [
        .. typeof(AuditLogActions).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Actions", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)),
    ];

    [Fact]
    public void Actions_AllOfThem_AreWrittenByTheProductAndFoundByATestOverHttp()
    {
        var product = string.Concat(SourceFile.All(".cs").Where(file => file.IsBelow("src")).Select(file => file.Text));
        var tests = string.Concat(SourceFile.All(".cs").Where(file => file.IsBelow("tests/Api.Tests")).Select(file => file.Text));
        foreach (var field in Actions)
        {
            var name = Name(field.DeclaringType!.Name, field.Name);
            Assert.True(product.Contains(name, StringComparison.Ordinal), $"Nothing does {name}.");
            var isFound = Regex.IsMatch(tests, $@"\b{Regex.Escape(name)}\b")
                || tests.Contains($"\"{field.GetRawConstantValue()}\"", StringComparison.Ordinal)
                || tests.Contains($"action={field.GetRawConstantValue()}", StringComparison.Ordinal);
            Assert.True(isFound != NotByRequests.ContainsKey(name), $"No test of Api.Tests looks for {name}, or it is no exception any more.");
        }
    }

    [Fact]
    public void Actions_AllOfThem_HaveNamesOfTheirOwnOfOneForm()
    {
        string[] names = [.. Actions.Select(field => (string)field.GetRawConstantValue()!)];

        Assert.True(names.Length > 40, "The actions of the features are not found.");
        Assert.All(names, name => Assert.Matches("^[a-z_]+\\.[a-z_]+$", name));
        Assert.Equal(names.Distinct(), names);
    }

    private static string Name(string type, string action) => $"{type}.{action}";
}
