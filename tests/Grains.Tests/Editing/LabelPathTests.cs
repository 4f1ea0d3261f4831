using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Tests.Editing;

public sealed class LabelPathTests
{
    private static readonly LabelState[] Labels = [Label("Projects"), Label("Bu\u0308ro"), Label("odd\u200Bname")];

    [Theory]
    [InlineData("Projects/2026", "Projects/2026")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("New/Cafe\u0301", "New/Caf\u00E9")]
    [InlineData("B\u00FCro/Post", "Bu\u0308ro/Post")]
    [InlineData("Bu\u0308ro/Cafe\u0301/2026", "Bu\u0308ro/Caf\u00E9/2026")]
    [InlineData("odd\u200Bname/2026", "odd\u200Bname/2026")]
    public void Path_OfReadableNames_BeginsAsTheServerSpellsIt(string given, string expected) => Assert.Equal(expected, LabelPath.Read(given, Labels).Value);

    [Theory]
    [InlineData("odd\u200Bname")]
    [InlineData("Projects/a\u202Eb")]
    [InlineData("New\u200B/2026")]
    public void Path_WithANewNameThatIsNotReadable_IsRefused(string given)
    {
        var problem = LabelPath.Read(given, Labels).Problem!;

        Assert.Equal((ProblemCodes.Invalid, "path"), (problem.Code, problem.Field));
    }

    private static LabelState Label(string path) => new(Guid.NewGuid(), path, path, path, Role: null, Cursor: null, MessageCount: 0, UnreadCount: 0);
}
