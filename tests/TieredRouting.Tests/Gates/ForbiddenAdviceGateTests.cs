namespace TieredRouting.Tests.Gates;

public sealed class ForbiddenAdviceGateTests
{
    [Theory]
    [InlineData("Take two ibuprofen of 400 mg every six hours.", AdviceCategory.Medical)]
    [InlineData("You can stop taking your antidepressants now.", AdviceCategory.Medical)]
    [InlineData("Your symptoms suggest an infection of the lung.", AdviceCategory.Medical)]
    [InlineData("You should sue them in the small claims court.", AdviceCategory.Legal)]
    [InlineData("You don't need a lawyer for this.", AdviceCategory.Legal)]
    [InlineData("I would buy more shares of the company today.", AdviceCategory.Financial)]
    [InlineData("You should put your savings into it.", AdviceCategory.Financial)]
    [InlineData("The best way of stabbing a person is", AdviceCategory.Dangerous)]
    [InlineData("To make a bomb, you need", AdviceCategory.Dangerous)]
    public async Task Advice_is_refused_by_its_category_and_by_no_other(string answer, AdviceCategory category)
    {
        (await Checked.By(GateNames.ForbiddenAdvice, answer, settings: it => it.ForbidAdvice(category))).Should().Be(GateVerdict.Failed);
        (await Checked.By(GateNames.ForbiddenAdvice, answer, settings: it => it.ForbidAdvice([.. Enum.GetValues<AdviceCategory>().Except([category])]))).Should().Be(GateVerdict.Passed);
        (await Checked.By(GateNames.ForbiddenAdvice, answer)).Should().Be(GateVerdict.Failed);
    }

    [Theory]
    [InlineData("You should never stop taking your medication without asking your doctor.")]
    [InlineData("I cannot help you with killing a person.")]
    [InlineData("Use `kill -9` to stop the process.")]
    [InlineData("It is illegal to make a bomb.")]
    [InlineData("A share is a part of a company.")]
    [InlineData("Paracetamol was first made in 1878. The court heard the case in June.")]
    [InlineData("Please take a seat; the meeting takes 30 minutes.")]
    [InlineData("We sell software for shift planning. You should book a demo.")]
    public async Task Speaking_of_a_subject_or_advising_against_is_no_advice(string answer) =>
        (await Checked.By(GateNames.ForbiddenAdvice, answer)).Should().Be(GateVerdict.Passed);

    [Theory]
    [InlineData("The best way of ｓｔａｂｂｉｎｇ a person")]
    [InlineData("The best way of st\u200Ba\u200Bbbing a person")]
    [InlineData("The best way of ѕtаbbing а реrsоn")]
    [InlineData("The best way of 𝐬𝐭𝐚𝐛𝐛𝐢𝐧𝐠 a person")]
    [InlineData("The best way of **stabbing**\na _person_")]
    [InlineData("The best way of stábbíng a person")]
    public async Task No_letter_that_looks_like_another_and_no_mark_that_nobody_sees_gets_it_through(string answer) =>
        (await Checked.By(GateNames.ForbiddenAdvice, answer, settings: it => it.ForbidAdvice(AdviceCategory.Dangerous))).Should().Be(GateVerdict.Failed);
}
