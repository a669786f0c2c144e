use super::*;

const PAINT: Paint = Paint { colour: [0; 3], clip: [0.0, 0.0, 600.0, 800.0] };

fn path(subpaths: &[&[(f64, f64)]]) -> Path {
    let mut path = Path::default();
    for points in subpaths {
        path.move_to(points[0]);
        points[1..].iter().for_each(|&point| path.line_to(point));
        path.close();
    }
    path
}

fn show(rules: &[Rule]) -> Vec<String> {
    let axis = |rule: &Rule| if rule.axis == Axis::Horizontal { '-' } else { '|' };
    rules.iter().map(|r| format!("{}{:?} {} {}..{}", axis(r), r.kind, r.at, r.from, r.to)).collect()
}

fn check_fill(path: &Path, expected: &[&str]) {
    let mut rules = Vec::new();
    path.fill(PAINT, &mut rules);
    assert_eq!(show(&rules), expected);
}

#[test]
fn thin_rectangles_are_rules() {
    let mut thin = Path::default();
    thin.rect([10.0, 20.0, 100.0, 0.5], Matrix::IDENTITY);
    thin.rect([10.0, 20.0, 0.5, 50.0], Matrix::IDENTITY);
    check_fill(&thin, &["-Fill 20.25 10..110", "|Fill 10.25 20..70"]);
}

#[test]
fn thick_rectangles_are_shadings() {
    let mut thick = Path::default();
    thick.rect([10.0, 20.0, 100.0, 50.0], Matrix::IDENTITY);
    check_fill(&thick, &["-Shade 20 10..110", "|Shade 110 20..70", "-Shade 70 10..110", "|Shade 10 20..70"]);
}

#[test]
fn a_rectangle_in_a_rectangle_is_a_frame() {
    let mut frame = Path::default();
    frame.rect([10.0, 20.0, 100.0, 50.0], Matrix::IDENTITY);
    frame.rect([11.0, 21.0, 98.0, 48.0], Matrix::IDENTITY);
    check_fill(
        &frame,
        &["-Fill 20.5 10..110", "|Fill 109.5 20..70", "-Fill 69.5 10..110", "|Fill 10.5 20..70"],
    );
}

#[test]
fn mitred_borders_are_rules() {
    check_fill(&path(&[&[(10.0, 20.0), (110.0, 20.0), (108.0, 22.0), (12.0, 22.0)]]), &["-Fill 21 10..110"]);
    check_fill(&path(&[&[(10.0, 20.0), (110.0, 90.0), (50.0, 220.0)]]), &[]);
}

#[test]
fn strokes_and_the_sides_of_stroked_rectangles() {
    let mut rules = Vec::new();
    let mut lines = path(&[&[(10.0, 20.0), (110.0, 20.0)], &[(0.0, 0.0), (50.0, 50.0)]]);
    lines.rect([10.0, 30.0, 20.0, 10.0], Matrix::IDENTITY);
    lines.stroke(1.0, PAINT, &mut rules);
    assert_eq!(
        show(&rules),
        [
            "-Stroke 20 10..110",
            "-Stroke 30 10..30",
            "|Stroke 30 30..40",
            "-Stroke 40 10..30",
            "|Stroke 10 30..40",
        ]
    );
}

#[test]
fn strokes_that_lean() {
    let check = |length: f64, by: f64, expected: bool| {
        for end in [(10.0 + length, 20.0 + by), (10.0 + by, 20.0 + length)] {
            let mut rules = Vec::new();
            path(&[&[(10.0, 20.0), end]]).stroke(1.0, PAINT, &mut rules);
            assert_eq!(!rules.is_empty(), expected, "{length} {by}");
        }
    };
    // As drawn, as traced, and as turned.
    check(5.0, 0.3, true);
    check(60.0, 0.5, true);
    check(150.0, 1.4, true);
    check(600.0, 3.5, true);
    check(5.0, 0.5, false);
    check(40.0, 0.5, false);
    check(180.0, 2.0, false);
    check(700.0, 4.5, false);
}

#[test]
fn curves_that_go_straight_are_strokes() {
    let check = |controls: [(f64, f64); 2], expected: &[&str]| {
        let mut rules = Vec::new();
        let mut curve = path(&[&[(10.0, 20.0)]]);
        curve.curve_to(controls, (70.0, 20.0));
        curve.stroke(1.0, PAINT, &mut rules);
        assert_eq!(show(&rules), expected);
    };
    check([(30.0, 20.0), (50.0, 20.01)], &["-Stroke 20 10..70"]);
    check([(10.0, 20.0), (70.0, 20.0)], &["-Stroke 20 10..70"]);
    check([(30.0, 25.0), (50.0, 25.0)], &[]);
    check([(30.0, 20.0), (90.0, 20.0)], &[]);
    // A piece of a round corner.
    let mut corner = path(&[&[(10.0, 20.0)]]);
    corner.curve_to([(10.3, 20.0), (10.6, 20.0)], (11.0, 20.0));
    let mut rules = Vec::new();
    corner.stroke(1.0, PAINT, &mut rules);
    assert_eq!(rules, []);
}

#[test]
fn what_leans_is_a_drawing() {
    let mut drawings = Vec::new();
    let mut both = path(&[
        &[(10.0, 20.0), (60.0, 90.0)],
        &[(60.0, 90.0), (110.0, 40.0)],
        &[(200.0, 20.0), (250.0, 20.0)],
    ]);
    both.move_to((300.0, 20.0));
    both.curve_to([(312.0, 52.0), (320.0, 48.0)], (320.0, 40.0));
    both.draw(PAINT.clip, &mut drawings);
    assert_eq!(
        drawings,
        [
            Drawing { bbox: Rect::new(10.0, 20.0, 110.0, 90.0), segments: 2 },
            Drawing { bbox: Rect::new(300.0, 20.0, 320.0, 40.0), segments: 1 },
        ]
    );
}

#[test]
fn what_is_clipped_away_is_no_rule() {
    let mut rules = Vec::new();
    path(&[&[(10.0, 900.0), (110.0, 900.0)], &[(500.0, 20.0), (700.0, 20.0)]]).stroke(1.0, PAINT, &mut rules);
    assert_eq!(show(&rules), ["-Stroke 20 500..600"]);
}
