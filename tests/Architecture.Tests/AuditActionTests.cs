using System.Reflection;
using EmailAgent.Storage.Audit;

namespace EmailAgent.Architecture.Tests;

/// <summary>What is audited is shown to be, over HTTP.</summary>
public sealed class AuditActionTests
{
    /// <summary>Actions that no request does, each with who does it.</summary>
    private static readonly Dictionary<string, string> NotByRequests = new(StringComparer.Ordinal)
    {
        [nameof(AuditActions.EraseOrigins)] = "the erasure of an account, beside requests: AuditLogTests, ErasureTests",
        [nameof(AuditActions.ExpireOrigins)] = "the upkeep of the log: AuditLogTests",
    };

    [Fact]
    public void Actions_AllOfThem_AreWrittenByTheProductAndFoundByATestOverHttp()
    {
        var product = string.Concat(SourceFile.All(".cs").Where(file => file.IsBelow("src")).Select(file => file.Text));
        var tests = string.Concat(SourceFile.All(".cs").Where(file => file.IsBelow("tests/Api.Tests")).Select(file => file.Text));
        foreach (var field in typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            Assert.True(product.Contains($"AuditActions.{field.Name}", StringComparison.Ordinal), $"Nothing does {field.Name}.");
            var isFound = tests.Contains($"AuditActions.{field.Name},", StringComparison.Ordinal)
                || tests.Contains($"AuditActions.{field.Name})", StringComparison.Ordinal)
                || tests.Contains($"\"{field.GetRawConstantValue()}\"", StringComparison.Ordinal)
                || tests.Contains($"action={field.GetRawConstantValue()}", StringComparison.Ordinal);
            Assert.True(isFound != NotByRequests.ContainsKey(field.Name), $"No test of Api.Tests looks for {field.Name}, or it is no exception any more.");
        }
    }
}
