import java.io.File;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Judges PDFs: FLAVOURS (comma between) and FILEs. For each file and flavour one line,
 * "pass|fail flavour file checks"; below a "fail", each broken rule once, how often it
 * is broken and where first. The exit status is that of the worst: 0 pass, 1 fail,
 * 2 not readable.
 */
class Judge {
	private static final int MOST_FAILURES_KEPT = 200;

	public static void main(String[] words) {
		LogManager.getLogManager().reset();
		VeraGreenfieldFoundryProvider.initialise();
		int worst = 0;
		for (int file = 1; file < words.length; file++)
			for (String flavour : words[0].split(","))
				worst = Math.max(worst, judge(new File(words[file]), flavour));
		System.exit(worst);
	}

	private static int judge(File file, String name) {
		PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
		try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
		     PDFAValidator validator = Foundries.defaultInstance().createValidator(
		         Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour),
		         MOST_FAILURES_KEPT, false, false, false)) {
			ValidationResult result = validator.validate(parser);
			System.out.println((result.isCompliant() ? "pass " : "fail ") + name + " " + file
			    + " " + result.getTotalAssertions());
			for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet())
				System.out.println("  " + broken.getKey().getClause() + "-"
				    + broken.getKey().getTestNumber() + " broken " + broken.getValue()
				    + " times" + first(result, broken.getKey()));
			return result.isCompliant() ? 0 : 1;
		} catch (Exception e) {
			System.out.println("unreadable " + name + " " + file + " " + e);
			return 2;
		}
	}

	private static String first(ValidationResult result, RuleId rule) {
		for (TestAssertion one : result.getTestAssertions())
			if (one.getStatus() == TestAssertion.Status.FAILED && one.getRuleId().equals(rule))
				return ", first at " + one.getLocation().getContext() + ": " + one.getMessage();
		return "";
	}
}
