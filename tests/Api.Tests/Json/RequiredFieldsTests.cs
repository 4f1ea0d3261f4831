using EmailAgent.Api.Json;
using EmailAgent.Api.Parameters;

namespace EmailAgent.Api.Tests.Json;

public sealed class RequiredFieldsTests
{
    [Fact]
    public void Check_MissingFields_ReportsThoseThatCannotBeNull()
    {
        var errors = new FieldErrors();
        RequiredFields.Check(new Request(null!, null, 0), errors);
        Assert.True(errors.Has("needed_name"));
        Assert.False(errors.Has("other_name"));
        Assert.False(errors.Has("number"));
    }

    private sealed record Request(string NeededName, string? OtherName, int Number);
}
